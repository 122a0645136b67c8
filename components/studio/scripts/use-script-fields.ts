'use client';
import { useWatch } from 'react-hook-form';
import type { ScriptField } from '@/lib/generation/series/script-problem';
import { useStudio } from '../studio-context';
import type { ScriptValues } from './script-values';

export interface ScriptControlsProps {
  /** What is wrong with a field and what to do. */
  errorOf: (field: ScriptField) => string | undefined;
}

type Fields = Omit<ScriptValues, 'script'>;

/** The fields of a script as they are, and a way to change some of them. */
export function useScriptFields<Name extends keyof Fields>(
  name: Name,
): [fields: Fields[Name], change: (changes: Partial<Fields[Name]>) => void] {
  const { form } = useStudio();
  const fields = useWatch({ control: form.control, name }) as Fields[Name];
  const change = (changes: Partial<Fields[Name]>) =>
    form.setValue(name, { ...fields, ...changes } as never, { shouldDirty: true });
  return [fields, change];
}
