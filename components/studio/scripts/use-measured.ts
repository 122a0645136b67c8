'use client';
import { useFormState, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { ScriptField, ScriptProblem } from '@/lib/generation/series/script-problem';
import type { StudioValues } from '../form/studio-values';
import { useStudio } from '../studio-context';
import { measured } from './measured';

/** Nothing was typed yet: said once somebody presses Generate all the same. */
const UNFINISHED: ReadonlySet<ScriptProblem['code']> = new Set(['noValues', 'noLines']);

/** What the chosen script would draw, with what is wrong in the reader's language. */
export function useMeasured() {
  const { form, kind } = useStudio();
  const words = useTranslations('scripts.problems');
  const values = useWatch({ control: form.control }) as StudioValues;
  const { isSubmitted } = useFormState({ control: form.control });
  const measure = measured(values, kind);
  const problem = 'problem' in measure ? measure.problem : null;
  const isSaid = problem !== null && (isSubmitted || !UNFINISHED.has(problem.code));
  const sentence = isSaid ? words(problem.code, { ...problem.told } as never) : undefined;
  return {
    layout: 'problem' in measure ? null : measure,
    /** What is wrong, whichever field it is about. */
    sentence,
    errorOf: (field: ScriptField) => (problem?.field === field ? sentence : undefined),
  };
}
