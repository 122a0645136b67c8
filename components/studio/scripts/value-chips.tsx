'use client';
import { useTranslations } from 'use-intl';
import { joinedTexts, textsOf } from '@/lib/generation/series/axis-values';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';

interface ValueChipsProps {
  label: string;
  choices: readonly string[];
  /** As typed, with commas between them. */
  values: string;
  onChange: (values: string) => void;
}

/** The values on offer; what is picked stands in the field above, in the order it was picked. */
export function ValueChips({ label, choices, values, onChange }: ValueChipsProps) {
  const words = useTranslations('scripts.xyz');
  const texts = textsOf(values).filter(Boolean);
  const lower = texts.map((text) => text.toLowerCase());
  const toggle = (choice: string) => {
    const at = lower.indexOf(choice.toLowerCase());
    onChange(joinedTexts(at === -1 ? [...texts, choice] : texts.toSpliced(at, 1)));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, no part of a form that is sent
    <div role="group" aria-label={label} className="flex max-h-48 flex-wrap gap-1 overflow-y-auto">
      {choices.map((choice) => {
        const isPicked = lower.includes(choice.toLowerCase());
        return (
          <button
            key={choice}
            type="button"
            aria-pressed={isPicked}
            onClick={() => toggle(choice)}
            className={classNames(
              'max-w-full truncate rounded-small border px-2 py-0.5 text-small transition-colors quick',
              isPicked
                ? 'border-accent bg-accent-soft text-text'
                : 'border-line-strong text-muted hover:bg-hover hover:text-text',
            )}
          >
            {choice}
          </button>
        );
      })}
      <Button
        className="h-6 px-2 text-small"
        onClick={() => onChange(texts.length < choices.length ? joinedTexts(choices) : '')}
      >
        {texts.length < choices.length ? words('pickAll') : words('clear')}
      </Button>
    </div>
  );
}
