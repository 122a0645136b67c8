'use client';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PromptStyle } from '@/lib/generation/styles';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/text-area';
import { TextField } from '../../ui/text-field';
import { useStyles } from '../data/queries';
import { useStyleMutations } from './style-mutations';

interface StyleFormProps {
  style: PromptStyle;
  /** The name it has; absent: it is new. */
  was?: string;
  onDone: () => void;
}

/** A style's name and texts. */
export function StyleForm({ style, was, onDone }: StyleFormProps) {
  const words = useTranslations('styles');
  const formWords = useTranslations('form');
  const [values, setValues] = useState(style);
  const { save } = useStyleMutations();
  const isTaken = useStyles()?.some(
    ({ name, isOwn }) => isOwn && name === values.name.trim() && name !== was,
  );
  const set = (change: Partial<PromptStyle>) => setValues({ ...values, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // In a page’s form, which would be sent too.
    event.stopPropagation();
    save.mutate({ ...values, name: values.name.trim(), was }, { onSuccess: onDone });
  };
  const fields = save.error?.fields ?? {};
  const isElsewhere = save.error && Object.keys(fields).length === 0;
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label={words('name')}
        value={values.name}
        onChange={(event) => set({ name: event.target.value })}
        error={fields.name}
        required
        maxLength={100}
        autoFocus
      />
      <TextArea
        label={formWords('fields.prompt')}
        value={values.prompt}
        onChange={(event) => set({ prompt: event.target.value })}
        error={fields.prompt}
        className="max-h-60 min-h-24"
      />
      <TextArea
        label={formWords('fields.negativePrompt')}
        value={values.negativePrompt}
        onChange={(event) => set({ negativePrompt: event.target.value })}
        error={fields.negativePrompt}
        className="max-h-40 min-h-14"
      />
      <p className="text-small text-muted">{words(isTaken ? 'taken' : 'placeHint')}</p>
      {isElsewhere && (
        <p role="alert" className="text-danger">
          {save.error?.message}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{words('cancel')}</Button>
        <Button look="accent" type="submit" aria-busy={save.isPending || undefined}>
          {words(isTaken ? 'replace' : 'save')}
        </Button>
      </div>
    </form>
  );
}
