'use client';
import { BetweenHorizontalStart, Palette, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { withStyles } from '@/lib/generation/with-styles';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { useStyles } from '../data/queries';
import { useStudio } from '../studio-context';

const StylesDialog = dynamic(() => import('./styles-dialog'));

/** The styles that are chosen, under the prompts they are added to. */
export function StylesControl() {
  const { form } = useStudio();
  const words = useTranslations('styles');
  const chosen = form.watch('styles');
  const known = useStyles();
  const [open, setOpen] = useState<boolean | null>(null);
  const choose = (styles: string[]) => form.setValue('styles', styles, { shouldDirty: true });
  const apply = () => {
    for (const name of ['prompt', 'negativePrompt'] as const) {
      const texts = chosen.map((style) => known?.find((one) => one.name === style)?.[name] ?? '');
      form.setValue(name, withStyles(form.getValues(name), texts), {
        shouldDirty: true,
        shouldValidate: true,
      });
    }
    choose([]);
  };
  return (
    <div className="flex flex-wrap items-center gap-1">
      <ul aria-label={words('chosen')} className="contents">
        {chosen.map((name) => (
          <Chip
            key={name}
            name={name}
            isGone={known !== undefined && !known.some((style) => style.name === name)}
            onRemove={() => choose(chosen.filter((other) => other !== name))}
          />
        ))}
      </ul>
      <Button onClick={() => setOpen(true)} className="-ml-1 px-2">
        <Palette />
        {words('title')}
      </Button>
      {chosen.length > 0 && (
        <IconButton label={words('apply')} onClick={apply} className="ml-auto">
          <BetweenHorizontalStart />
        </IconButton>
      )}
      {open !== null && <StylesDialog open={open} onOpenChange={setOpen} />}
    </div>
  );
}

interface ChipProps {
  name: string;
  isGone: boolean;
  onRemove: () => void;
}

function Chip({ name, isGone, onRemove }: ChipProps) {
  const words = useTranslations('styles');
  return (
    <li className="flex h-7 max-w-full items-center rounded-full bg-accent-soft pl-3 text-small text-accent-text">
      <span
        title={isGone ? words('gone', { name }) : name}
        className={isGone ? 'truncate line-through' : 'truncate'}
      >
        {name}
      </span>
      <button
        type="button"
        aria-label={words('remove', { name })}
        onClick={onRemove}
        className="grid size-7 shrink-0 place-items-center rounded-full transition-colors quick hover:text-text"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}
