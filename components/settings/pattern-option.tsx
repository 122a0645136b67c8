'use client';
import { useEffect, useId, useRef, useState } from 'react';
import { FieldLabel, inputClass } from '../ui/field';

const PAUSE_MS = 500;
const LONGEST = 500;

interface PatternOptionProps {
  name: string;
  /** What an empty one means. */
  otherwise: string;
  value: string;
  isChanged: boolean;
  onChange: (value: string) => void;
}

/** A pattern of names: saved when typing pauses. */
export function PatternOption({ name, otherwise, value, isChanged, onChange }: PatternOptionProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const save = useRef(onChange);
  useEffect(() => {
    save.current = onChange;
  });
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => {
      save.current(draft);
      setDraft(null);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return (
    <div>
      <FieldLabel htmlFor={id} changed={isChanged}>
        {name}
      </FieldLabel>
      <input
        id={id}
        value={draft ?? value}
        placeholder={otherwise}
        maxLength={LONGEST}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.target.value)}
        className={`${inputClass} control-height w-full px-2 font-mono`}
      />
    </div>
  );
}
