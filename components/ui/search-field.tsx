'use client';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { classNames } from './class-names';
import { inputClass } from './field';

const PAUSE_MS = 200;

interface SearchFieldProps {
  label: string;
  /** What is searched for, where it can also be changed elsewhere: by an address, by “Show everything”. */
  value?: string;
  /** Called when typing pauses, and only then. */
  onSearch: (text: string) => void;
  className?: string;
}

export function SearchField({ label, value, onSearch, className }: SearchFieldProps) {
  const [text, setText] = useState(value ?? '');
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What was told and has not come back as `value` yet. */
  const told = useRef<string[]>([]);
  const now = useRef({ value, onSearch });
  useEffect(() => {
    now.current = { value, onSearch };
  });
  useEffect(() => () => clearTimeout(pause.current), []);
  useEffect(() => {
    if (value === undefined) return;
    const own = told.current.indexOf(value);
    told.current.splice(0, own < 0 ? told.current.length : own + 1);
    // Somebody may have typed on since they were last told of; what comes from elsewhere counts more than that.
    if (own >= 0) return;
    clearTimeout(pause.current);
    setText(value);
  }, [value]);

  const tell = (wanted: string) => {
    if (wanted === (told.current.at(-1) ?? now.current.value)) return;
    if (now.current.value !== undefined) told.current.push(wanted);
    now.current.onSearch(wanted);
  };
  const type = (typed: string) => {
    setText(typed);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => tell(typed.trim()), PAUSE_MS);
  };
  return (
    <div className={classNames('relative w-full wide:w-64', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-faint"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => type(event.target.value)}
        className={classNames(inputClass, 'control-height w-full pr-2 pl-8')}
      />
    </div>
  );
}
