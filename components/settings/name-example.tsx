'use client';
import { useTranslations } from 'use-intl';
import { EXAMPLE_TOKENS, exampleName } from '@/lib/generation/naming/example';
import type { OptionView } from '@/lib/options/offered-views';

interface NameExampleProps {
  options: readonly OptionView[];
  /** Whether the tokens a pattern may have are told as well. */
  withTokens: boolean;
}

/** What a picture would be called now. */
export function NameExample({ options, withTokens }: NameExampleProps) {
  const t = useTranslations('settings.names');
  const chosen = Object.fromEntries(options.map(({ key, value }) => [key, value]));
  return (
    <div className="grid gap-2 text-small text-muted full:col-span-2">
      <p aria-live="polite">
        {t('example')} <code className="break-all font-mono text-text">{exampleName(chosen)}</code>
      </p>
      {withTokens && (
        <p>
          {t('tokens')} <span className="break-words font-mono">{EXAMPLE_TOKENS}</span>
        </p>
      )}
    </div>
  );
}
