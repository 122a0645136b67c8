'use client';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { SIDES, type Side } from '@/lib/generation/series/img2img-script-fields';
import { classNames } from '../../ui/class-names';
import { FieldError, FieldLabel } from '../../ui/field';

interface SidesControlProps {
  label: string;
  sides: Record<Side, boolean>;
  onChange: (sides: Record<Side, boolean>) => void;
  error: string | undefined;
}

/** Any of the four sides. A double click on the name chooses all. */
export function SidesControl({ label, sides, onChange, error }: SidesControlProps) {
  const words = useTranslations('scripts.outpainting');
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the fieldset around it has its own look
    <div role="group" aria-labelledby={id}>
      <FieldLabel
        id={id}
        changed={!SIDES.every((side) => sides[side])}
        onDoubleClick={() => onChange({ left: true, right: true, up: true, down: true })}
      >
        {label}
      </FieldLabel>
      <div className="grid grid-cols-4 gap-1">
        {SIDES.map((side) => (
          <button
            key={side}
            type="button"
            aria-pressed={sides[side]}
            onClick={() => onChange({ ...sides, [side]: !sides[side] })}
            className={classNames(
              'min-h-(--control-height) rounded-control px-2 py-1 text-small transition-colors quick',
              sides[side]
                ? 'bg-accent-soft text-accent-text'
                : 'bg-raised text-muted hover:bg-hover hover:text-text',
            )}
          >
            {words(side)}
          </button>
        ))}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
