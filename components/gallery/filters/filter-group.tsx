'use client';
import { type ReactNode, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { classNames } from '../../ui/class-names';

const SHOWN = 6;

/** A heading with its choices; of many only the first ones until more are asked for. */
export function FilterGroup({
  label,
  action,
  children,
}: {
  label: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <fieldset className="relative mt-5 flex flex-col">
      <legend className="float-left mb-1 flex h-6 w-full items-center px-2 text-small text-faint">
        {label}
      </legend>
      {action && <div className="absolute top-0 right-0 grid h-6 place-items-center">{action}</div>}
      {children}
    </fieldset>
  );
}

interface FilterChoiceProps {
  icon?: ReactNode;
  on: boolean;
  count?: number;
  onChoose: () => void;
  children: ReactNode;
  className?: string;
}

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

interface ManyChoicesProps {
  choices: readonly { name: string; count: number }[];
  chosen: readonly string[];
  labelOf?: (name: string) => string;
  onChoose: (name: string) => void;
}

/** Choices with counts; what is chosen is always in sight. */
export function ManyChoices({ choices, chosen, labelOf = (name) => name, onChoose }: ManyChoicesProps) {
  const t = useTranslations('gallery');
  const [all, setAll] = useState(false);
  const known = new Set(choices.map(({ name }) => name));
  const listed = [
    ...choices,
    ...chosen.filter((name) => !known.has(name)).map((name) => ({ name, count: 0 })),
  ];
  const shown = all ? listed : listed.filter(({ name }, k) => k < SHOWN || chosen.includes(name));
  return (
    <>
      {shown.map(({ name, count }) => (
        <FilterChoice key={name} on={chosen.includes(name)} count={count} onChoose={() => onChoose(name)}>
          {labelOf(name)}
        </FilterChoice>
      ))}
      {listed.length > SHOWN && (
        <button
          type="button"
          onClick={() => setAll(!all)}
          className="control-height px-2 text-left text-small text-muted hover:text-text wide:h-7"
        >
          {all ? t('filters.fewer') : t('filters.more', { count: listed.length - shown.length })}
        </button>
      )}
    </>
  );
}
