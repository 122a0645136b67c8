'use client';
import { useMemo } from 'react';
import { useController } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { LIMITS } from '@/lib/generation/limits';
import { PromptEditor } from '../../prompt/prompt-editor';
import type { Suggestion } from '../../prompt/suggest';
import { TokenNote } from '../../prompt/token-note';
import { usePromptNames, useStyles } from '../data/queries';
import { useStudio } from '../studio-context';
import { charactersOf, checkPrompt } from './check-prompt';
import type { StudioValues } from './studio-values';

export type PromptName = 'prompt' | 'negativePrompt' | 'hrPrompt' | 'hrNegativePrompt';

interface PromptControlProps {
  name: PromptName;
  labelHidden?: boolean;
  className?: string;
}

/** All that can be called for in a prompt. */
function useOffered(): Suggestion[] {
  const names = usePromptNames();
  const styles = useStyles();
  return useMemo(() => {
    const of = (kind: Suggestion['kind'], all: readonly string[] = []) =>
      all.map((name): Suggestion => ({ kind, name }));
    return [
      ...of('lora', names?.loras),
      ...of('hypernetwork', names?.hypernetworks),
      ...of('embedding', names?.embeddings),
      ...of(
        'style',
        styles?.map(({ name }) => name),
      ),
    ];
  }, [names, styles]);
}

export function PromptControl({ name, ...rest }: PromptControlProps) {
  const { form } = useStudio();
  const words = useTranslations('form');
  const label = words(`fields.${name}`);
  const { field, fieldState } = useController<StudioValues, typeof name>({
    control: form.control,
    name,
    rules: { validate: (text) => checkPrompt(label, text, words) },
  });
  const addStyle = (style: string) => {
    const styles = form.getValues('styles');
    if (!styles.includes(style)) form.setValue('styles', [...styles, style], { shouldDirty: true });
  };
  return (
    <PromptEditor
      label={label}
      name={name}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      placeholder={words(`placeholders.${name}`)}
      error={fieldState.error?.message}
      note={<PromptNote text={field.value} />}
      offered={useOffered()}
      onStyle={addStyle}
      {...rest}
    />
  );
}

function PromptNote({ text }: { text: string }) {
  const { form } = useStudio();
  const characters = charactersOf(text);
  return (
    <span className="flex gap-3 text-small text-faint">
      {characters > LIMITS.promptCharacters / 2 && <span>{characters.toLocaleString('en')}</span>}
      <TokenNote text={text} steps={form.getValues('steps')} />
    </span>
  );
}
