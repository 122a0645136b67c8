'use client';
import { useTranslations } from 'use-intl';
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
  const isList = form.getValues('script') === 'prompts';
  return (
    <p className="hidden min-w-0 truncate text-muted wide:block">
      {words(isList ? 'planList' : layout.sheets > 1 ? 'planSheets' : 'plan', { ...layout })}
    </p>
  );
}
