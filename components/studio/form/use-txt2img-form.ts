'use client';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type { CheckpointView } from '@/lib/catalog/checkpoint-view';
import { loadForm, mergeForm, saveForm } from './form-storage';
import { defaultValues, type Txt2imgValues } from './txt2img-values';

export interface Txt2imgForm {
  form: UseFormReturn<Txt2imgValues>;
  defaults: Txt2imgValues;
  /** False until what was typed before the reload is back. */
  restored: boolean;
  checkpoints: CheckpointView[];
  focusPrompt: () => void;
}

/** The form's state, kept over reloads. Its defaults follow the chosen checkpoint. */
export function useTxt2imgForm(userName: string, checkpoints: CheckpointView[]): Txt2imgForm {
  const usable = checkpoints.filter((checkpoint) => !checkpoint.problem);
  const form = useForm<Txt2imgValues>({ defaultValues: defaultValues(usable[0]), mode: 'onChange' });
  const [restored, setRestored] = useState(false);

  useLayoutEffect(() => {
    form.reset(mergeForm(form.getValues(), loadForm(userName)));
    setRestored(true);
  }, [form, userName]);

  useEffect(() => {
    if (!restored) return;
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => saveForm(userName, values),
    });
  }, [form, restored, userName]);

  const chosenPath = form.watch('checkpoint');
  const chosen = usable.find((checkpoint) => checkpoint.path === chosenPath);
  useFollowNativeSize(form, restored, chosen ?? usable[0]);

  return { form, defaults: defaultValues(chosen ?? usable[0]), restored, checkpoints, focusPrompt };
}

/** Of the two prompt fields, in the settings and in the dock, the one this screen shows. */
function focusPrompt(): void {
  for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[name=prompt]')) field.focus();
}

/** Chooses a checkpoint when the stored one is gone, and moves an unchanged size to the new checkpoint's own. */
function useFollowNativeSize(
  form: UseFormReturn<Txt2imgValues>,
  restored: boolean,
  checkpoint: CheckpointView | undefined,
): void {
  const previousSide = useRef<number | null>(null);
  useEffect(() => {
    if (!restored || !checkpoint) return;
    const { checkpoint: chosenPath, width, height } = form.getValues();
    if (chosenPath !== checkpoint.path) form.setValue('checkpoint', checkpoint.path);
    const side = defaultValues(checkpoint).width;
    const before = previousSide.current;
    previousSide.current = side;
    if (before !== null && before !== side && width === before && height === before) {
      form.setValue('width', side);
      form.setValue('height', side);
    }
  }, [form, restored, checkpoint]);
}
