'use client';
import { type FormEvent, useState } from 'react';
import { classNames } from '../ui/class-names';
import { FieldError, inputClass } from '../ui/field';

interface NameFieldProps {
  label: string;
  initial?: string;
  /** Why it does not do, by rejecting. */
  onName: (name: string) => Promise<unknown>;
  onCancel: () => void;
}

/** A name to be typed where it will stand: Enter keeps it, Esc does not. */
export function NameField({ label, initial = '', onName, onCancel }: NameFieldProps) {
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') onCancel();
    else onName(name).catch((error: Error) => setProblem(error.message));
  };
  return (
    <form onSubmit={keep} className="px-1 py-0.5">
      <input
        // biome-ignore lint/a11y/noAutofocus: it was asked for just now
        autoFocus
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        placeholder={label}
        value={name}
        maxLength={100}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') onCancel();
        }}
        className={classNames(inputClass, 'control-height w-full px-2')}
      />
      <FieldError id="name-problem">{problem}</FieldError>
    </form>
  );
}
