'use client';
import { CircleSlash, EyeOff, TriangleAlert, Users } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import type { Words } from '@/lib/i18n/words';
import { classNames } from '../ui/class-names';
import { kindLine } from './kind-words';
import { ModelPicture } from './model-picture';

interface ModelCardProps {
  model: ModelView;
  chosen: boolean;
  onClick: (event: MouseEvent, model: ModelView) => void;
  onUse: (model: ModelView) => void;
  onMenu: (model: ModelView) => void;
}

/** The id of a card, for the list that has the focus. */
export const cardId = (id: string) => `model-${id}`;

export function ModelCard({ model, chosen, onClick, onUse, onMenu }: ModelCardProps) {
  const t = useTranslations('models');
  const idle = model.problem !== null || model.hidden || model.unused !== null;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, for all of them
    // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    <div
      role="gridcell"
      id={cardId(model.id)}
      aria-selected={chosen}
      aria-label={[
        model.name,
        kindLine(model, t),
        t(model.isOwn ? 'card.mine' : 'card.shared'),
        stateWords(model, t),
      ]
        .filter(Boolean)
        .join(', ')}
      onClick={(event) => onClick(event, model)}
      onDoubleClick={() => onUse(model)}
      onContextMenu={() => onMenu(model)}
      className={classNames(
        'flex min-h-0 flex-col overflow-hidden rounded-card bg-raised transition-shadow quick select-none',
        chosen
          ? 'shadow-[0_0_0_2px_var(--accent)]'
          : 'shadow-[0_0_0_1px_var(--line)] hover:shadow-[0_0_0_1px_var(--line-strong)]',
        chosen &&
          'in-focus-visible:outline-2 in-focus-visible:outline-offset-2 in-focus-visible:outline-accent',
      )}
    >
      <span className="relative min-h-0 flex-1 bg-panel">
        <ModelPicture
          model={model}
          size={512}
          className={classNames('absolute inset-0 size-full', idle && 'opacity-40 grayscale')}
        />
        {!model.isOwn && (
          <span
            title={t('whose.shared')}
            className="absolute top-2 right-2 grid size-6 place-items-center rounded-full bg-popover/80 text-muted"
          >
            <Users aria-hidden className="size-3.5" />
          </span>
        )}
      </span>
      <span className="flex h-14 shrink-0 flex-col justify-center px-3">
        <span title={model.name} className="truncate font-medium">
          {model.name}
        </span>
        <SecondLine model={model} />
      </span>
    </div>
  );
}

function stateWords({ problem, hidden, unused }: ModelView, t: Words<'models'>): string | null {
  if (problem !== null) return t('card.broken');
  if (hidden) return t('card.hidden');
  return unused === null ? null : t('card.unused');
}

/** What is wrong with it, or what it is. */
function SecondLine({ model }: { model: ModelView }) {
  const t = useTranslations('models');
  const state = stateWords(model, t);
  if (state === null) return <span className="truncate text-small text-faint">{kindLine(model, t)}</span>;
  const Icon = model.problem !== null ? TriangleAlert : model.hidden ? EyeOff : CircleSlash;
  return (
    <span
      className={classNames(
        'flex items-center gap-1 truncate text-small',
        model.problem !== null ? 'text-danger' : 'text-faint',
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {state}
    </span>
  );
}
