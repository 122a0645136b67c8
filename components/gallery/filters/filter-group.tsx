'use client';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FilterChoice } from '../../ui/filter-choice';

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
