'use client';
import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { replaceText } from '../../prompt/replace-text';
import { useStudio } from '../studio-context';

const PROMPTS = ['prompt', 'negativePrompt', 'hrPrompt', 'hrNegativePrompt'] as const;
type PromptName = (typeof PROMPTS)[number];

const nameOf = (target: EventTarget | null): PromptName | undefined =>
  target instanceof HTMLTextAreaElement ? PROMPTS.find((name) => name === target.name) : undefined;

/** The field of a prompt that is in sight: the prompt stands twice in the page, once for each width. */
const fieldOf = (name: PromptName) =>
  [...document.querySelectorAll<HTMLTextAreaElement>(`textarea[name=${name}]`)].find(
    (field) => field.offsetParent !== null,
  );

/** The prompt that was written in last, which cards put their calls into. */
export function useAimedPrompt() {
  const { form } = useStudio();
  const [aim, setAim] = useState<PromptName>('prompt');
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => setAim((before) => nameOf(target) ?? before);
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);
  const text = useWatch({ control: form.control, name: aim });
  const change = (next: string) => {
    const field = fieldOf(aim);
    if (!field) return form.setValue(aim, next, { shouldDirty: true, shouldValidate: true });
    const focused = document.activeElement;
    replaceText(field, { text: next, start: next.length, end: next.length });
    if (focused instanceof HTMLElement) focused.focus();
  };
  return { aim, text, change };
}
