'use client';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { classNames } from './class-names';
import { inputClass } from './field';

const PAUSE_MS = 200;

interface SearchFieldProps {
  label: string;
  /** What is searched for already. */
  initial?: string;
  /** Called when typing pauses. */
  onSearch: (text: string) => void;
  className?: string;
}

export function SearchField({ label, initial = '', onSearch, className }: SearchFieldProps) {
  const [text, setText] = useState(initial);
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
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
        onChange={(event) => setText(event.target.value)}
        className={classNames(inputClass, 'control-height w-full pr-2 pl-8')}
      />
    </div>
  );
}
