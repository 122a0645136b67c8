'use client';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type { CheckpointView } from '@/lib/catalog/checkpoint-view';
import { loadForm, mergeForm, onFormChanged, saveForm } from './form-storage';
import { defaultValues, type StudioKind, type StudioValues } from './studio-values';

export interface StudioForm {
  kind: StudioKind;
  form: UseFormReturn<StudioValues>;
  /** They follow the chosen checkpoint. */
  defaults: StudioValues;
  /** False until what was typed before the reload is back. */
  restored: boolean;
  checkpoints: CheckpointView[];
  focusPrompt: () => void;
}

/** The state of a tab's form, kept over reloads. */
export function useStudioForm(kind: StudioKind, userName: string, checkpoints: CheckpointView[]): StudioForm {
  const usable = checkpoints.filter((checkpoint) => !checkpoint.problem);
  const form = useForm<StudioValues>({ defaultValues: defaultValues(kind, usable[0]), mode: 'onChange' });
  const [restored, setRestored] = useState(false);

  useLayoutEffect(() => {
    form.reset(mergeForm(form.getValues(), loadForm(kind, userName)));
    setRestored(true);
  }, [form, kind, userName]);

  useEffect(
    () => onFormChanged(kind, () => form.reset(mergeForm(form.getValues(), loadForm(kind, userName)))),
    [form, kind, userName],
  );

  useEffect(() => {
    if (!restored) return;
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => saveForm(kind, userName, values),
    });
  }, [form, kind, restored, userName]);

  const chosenPath = form.watch('checkpoint');
  const chosen = usable.find((checkpoint) => checkpoint.path === chosenPath) ?? usable[0];
  const defaults = defaultValues(kind, chosen);
  useFollowNativeSize(form, restored, defaults);

  return { kind, form, defaults, restored, checkpoints, focusPrompt };
}

/** Of the two prompt fields, in the settings and in the dock, the one this screen shows. */
function focusPrompt(): void {
  for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[name=prompt]')) field.focus();
}

/** Chooses a checkpoint when the stored one is gone, and moves an unchanged size to the new checkpoint's own. */
function useFollowNativeSize(
  form: UseFormReturn<StudioValues>,
  restored: boolean,
  { checkpoint, width: side }: StudioValues,
): void {
  const previousSide = useRef<number | null>(null);
  useEffect(() => {
    if (!restored || checkpoint === '') return;
    const { checkpoint: chosenPath, width, height } = form.getValues();
    if (chosenPath !== checkpoint) form.setValue('checkpoint', checkpoint);
    const before = previousSide.current;
    previousSide.current = side;
    if (before !== null && before !== side && width === before && height === before) {
      form.setValue('width', side);
      form.setValue('height', side);
    }
  }, [form, restored, checkpoint, side]);
}
