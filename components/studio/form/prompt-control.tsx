'use client';
import { useController } from 'react-hook-form';
import { LIMITS } from '@/lib/generation/limits';
import { TextArea } from '../../ui/text-area';
import { useStudio } from '../studio-context';
import { charactersOf, checkPrompt, type Txt2imgValues } from './txt2img-values';

interface PromptControlProps {
  name: 'prompt' | 'negativePrompt';
  label: string;
  labelHidden?: boolean;
  placeholder?: string;
  className?: string;
}

export function PromptControl({ name, label, ...rest }: PromptControlProps) {
  const { form } = useStudio().txt2img;
  const { field, fieldState } = useController<Txt2imgValues, typeof name>({
    control: form.control,
    name,
    rules: { validate: (text) => checkPrompt(label, text) },
  });
  const characters = charactersOf(field.value);
  return (
    <TextArea
      label={label}
      name={name}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={fieldState.error?.message}
      note={characters > LIMITS.promptCharacters / 2 ? characters.toLocaleString('en') : undefined}
      {...rest}
    />
  );
}
