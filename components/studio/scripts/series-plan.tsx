'use client';
import { useTranslations } from 'use-intl';
import type { ScriptName } from '@/lib/generation/series/script-fields';
import { useStudio } from '../studio-context';
import { useMeasured } from './use-measured';

/** What the next press of Generate asks for, where a script is chosen. */
export function SeriesPlan() {
  const { form } = useStudio();
  const words = useTranslations('scripts');
  const { layout, sentence } = useMeasured();
  if (sentence)
    return (
      <p role="status" className="hidden min-w-0 truncate text-danger wide:block">
        {sentence}
      </p>
    );
  if (!layout || !Number.isFinite(layout.pictures)) return null;
  return (
    <p className="hidden min-w-0 truncate text-muted wide:block">
      {words(planWord(form.getValues('script'), layout.sheets), { ...layout })}
    </p>
  );
}

/** How the pictures of a script hang together. */
function planWord(script: ScriptName | '', sheets: number) {
  switch (script) {
    case 'prompts':
      return 'planList';
    case 'loopback':
      return 'planLoops';
    case 'outpainting':
    case 'poorOutpainting':
    case 'sdUpscale':
      return 'planParts';
    default:
      return sheets > 1 ? 'planSheets' : 'plan';
  }
}
