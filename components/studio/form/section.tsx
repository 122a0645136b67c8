'use client';
import { ChevronRight, RotateCcw } from 'lucide-react';
import { Switch } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';
import { useStudio } from '../studio-context';
import type { StudioValues } from './studio-values';
import { useSectionOpen } from './use-section-open';

type SectionName = 'hires' | 'refiner' | 'seedExtra' | 'sampling';

interface SectionProps {
  name: SectionName;
  /** What it changes about the picture, in a few words; null: nothing. */
  summary: string | null;
  /** The values it holds: what its reset resets. An error in one of them opens it. */
  values: readonly (keyof StudioValues)[];
  /** Whether what it holds counts, switched in its head. */
  toggle?: { checked: boolean; onChange: (checked: boolean) => void };
  children: ReactNode;
}

/** A part of the settings that few pictures need: folded away, it says in one line what it changes. */
export function Section({ name, summary, values, toggle, children }: SectionProps) {
  const { form } = useStudio();
  const words = useTranslations('form');
  const id = useId();
  const [wished, setOpen] = useSectionOpen(name);
  const { errors } = form.formState;
  const open = wished || values.some((value) => errors[value]);
  const title = words(`sections.${name}`);
  return (
    <section aria-label={title} className="rounded-control border">
      <div className="control-height flex items-center gap-1 pr-2">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={`${id}-body`}
          onClick={() => setOpen(!open)}
          className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-control pl-2 text-left text-muted transition-colors quick hover:text-text"
        >
          <ChevronRight
            aria-hidden
            className={classNames('size-4 shrink-0 transition-transform quick', open && 'rotate-90')}
          />
          <span className="shrink-0">{title}</span>
          {summary !== null && (
            <>
              <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-accent" />
              <span title={summary} className="truncate text-small text-faint">
                {summary}
              </span>
            </>
          )}
        </button>
        {summary !== null && <ResetButton title={title} values={values} />}
        {toggle && (
          <Switch.Root
            aria-label={title}
            checked={toggle.checked}
            onCheckedChange={(checked) => {
              toggle.onChange(checked);
              if (checked) setOpen(true);
            }}
            className="h-5 w-9 shrink-0 rounded-full bg-line-strong p-0.5 transition-colors quick data-[state=checked]:bg-accent"
          >
            <Switch.Thumb className="block size-4 rounded-full bg-raised shadow-popover transition-transform quick data-[state=checked]:translate-x-4" />
          </Switch.Root>
        )}
      </div>
      <div id={`${id}-body`} className={open ? 'flex flex-col gap-3 px-3 pt-1 pb-3' : 'hidden'}>
        {open && children}
      </div>
    </section>
  );
}

function ResetButton({ title, values }: { title: string; values: readonly (keyof StudioValues)[] }) {
  const { form, defaults } = useStudio();
  const words = useTranslations('form');
  const reset = () => {
    for (const value of values) form.setValue(value, defaults[value], { shouldDirty: true });
    form.clearErrors([...values]);
  };
  return (
    <IconButton
      label={words('reset', { section: title })}
      onClick={reset}
      className="size-7 [&_svg]:size-3.5"
    >
      <RotateCcw />
    </IconButton>
  );
}
