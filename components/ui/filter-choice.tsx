'use client';
import type { ReactNode } from 'react';
import { useLocale } from 'use-intl';
import { classNames } from './class-names';

interface FilterChoiceProps {
  icon?: ReactNode;
  on: boolean;
  /** How many there are of it. */
  count?: number;
  onChoose: () => void;
  children: ReactNode;
  className?: string;
}

/** One thing by which a list is narrowed. */
export function FilterChoice({ icon, on, count, onChoose, children, className }: FilterChoiceProps) {
  const locale = useLocale();
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onChoose}
      className={classNames(
        'control-height flex w-full items-center gap-2 rounded-control px-2 text-left font-medium whitespace-nowrap transition-colors quick wide:h-7 [&_svg]:size-4 [&_svg]:shrink-0',
        on
          ? 'bg-hover text-text [&_svg]:text-accent-text'
          : 'text-muted hover:bg-hover hover:text-text [&_svg]:text-faint',
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
      {count !== undefined && (
        <span className="ml-auto pl-1 text-small font-normal text-faint tabular-nums">
          {count.toLocaleString(locale)}
        </span>
      )}
    </button>
  );
}
