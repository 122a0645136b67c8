'use client';
import { useController } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { LIMITS } from '@/lib/generation/limits';
import { TextArea } from '../../ui/text-area';
import { useStudio } from '../studio-context';
import { charactersOf, checkPrompt } from './check-prompt';
import type { StudioValues } from './studio-values';

export type PromptName = 'prompt' | 'negativePrompt' | 'hrPrompt' | 'hrNegativePrompt';

interface PromptControlProps {
  name: PromptName;
  labelHidden?: boolean;
  className?: string;
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
  const characters = charactersOf(field.value);
  return (
    <TextArea
      label={label}
      name={name}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      placeholder={words(`placeholders.${name}`)}
      error={fieldState.error?.message}
      note={characters > LIMITS.promptCharacters / 2 ? characters.toLocaleString('en') : undefined}
      {...rest}
    />
  );
}
