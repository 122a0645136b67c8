import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { CopyButton } from '../ui/copy-field';

/** Where each size stands once more as a whole. */
const PART_OF_SIZE = /^(.+)-([12])$/;

/** Pairs as people read them: both parts of a size in one. */
function wholePairs(pairs: ReadonlyMap<string, string>): [key: string, value: string][] {
  return [...pairs].flatMap(([key, value]): [string, string][] => {
    const [, name, part] = PART_OF_SIZE.exec(key) ?? [];
    const other = name && pairs.get(`${name}-2`);
    if (!other) return [[key, value]];
    return part === '1' ? [[name, `${value} × ${other}`]] : [];
  });
}

/** What an infotext says: the prompts, then everything else by its name. */
export function ToldParameters({ infotext }: { infotext: string }) {
  const t = useTranslations('pngInfo');
  const { prompt, negativePrompt, pairs } = parseInfotext(infotext);
  return (
    <div className="grid gap-4">
      <Told label={t('prompt')} copy={t('copyPrompt')} text={prompt} />
      {negativePrompt && (
        <Told label={t('negativePrompt')} copy={t('copyNegativePrompt')} text={negativePrompt} />
      )}
      {pairs.size > 0 && (
        <dl aria-label={t('parameters')} className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
          {wholePairs(pairs).map(([key, value]) => (
            <div key={key} className="contents">
              <dt className="text-faint">{key}</dt>
              <dd className="min-w-0 break-words tabular-nums select-text">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function Told({ label, copy, text }: { label: string; copy: string; text: string }): ReactNode {
  const t = useTranslations('pngInfo');
  return (
    <section aria-label={label}>
      <div className="flex items-center justify-between">
        <h2 className="text-small text-muted">{label}</h2>
        {text && <CopyButton label={copy} value={text} />}
      </div>
      <p className="rounded-control bg-raised px-3 py-2 break-words whitespace-pre-wrap select-text">
        {text || <span className="text-faint">{t('none')}</span>}
      </p>
    </section>
  );
}
