'use client';
import { Check } from 'lucide-react';
import type { ModelView } from '@/lib/catalog/model-view';
import { ModelPicture } from '../../models/model-picture';
import { classNames } from '../../ui/class-names';

interface CardProps {
  model: ModelView;
  chosen: boolean;
  onClick: () => void;
}

/** A model to put into the prompt or to draw with. */
export function Card({ model, chosen, onClick }: CardProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      title={[model.name, ...model.triggerWords].join('\n')}
      onClick={onClick}
      className={classNames(
        'flex w-full flex-col overflow-hidden rounded-control bg-raised text-left transition-shadow quick',
        chosen
          ? 'shadow-[0_0_0_2px_var(--accent)]'
          : 'shadow-[0_0_0_1px_var(--line)] hover:shadow-[0_0_0_1px_var(--line-strong)]',
      )}
    >
      <span className="relative block aspect-square w-full bg-panel">
        <ModelPicture model={model} size={512} className="absolute inset-0 size-full" />
        {chosen && (
          <span className="absolute top-1 right-1 grid size-5 place-items-center rounded-full bg-accent text-on-accent">
            <Check aria-hidden className="size-3" />
          </span>
        )}
      </span>
      <span className="block w-full truncate px-2 py-1 text-small">{model.name}</span>
    </button>
  );
}
