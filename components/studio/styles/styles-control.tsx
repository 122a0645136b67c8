'use client';
import { BetweenHorizontalStart, Palette, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { withStyles } from '@/lib/generation/with-styles';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { useStyles } from '../data/queries';
import { useStudio } from '../studio-context';

const StylesDialog = dynamic(() => import('./styles-dialog'));

/** Opens the dialog in which styles are chosen and kept. */
export function StylesButton() {
  const words = useTranslations('styles');
  const [open, setOpen] = useState<boolean | null>(null);
  return (
    <>
      <Button onClick={() => setOpen(true)} className="-ml-2 px-2">
        <Palette />
        {words('title')}
      </Button>
      {open !== null && <StylesDialog open={open} onOpenChange={setOpen} />}
    </>
  );
}

/** The styles that are chosen, under the prompts they are added to. */
export function ChosenStyles() {
  const { form } = useStudio();
  const words = useTranslations('styles');
  const chosen = useWatch({ control: form.control, name: 'styles' });
  const known = useStyles();
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
  if (chosen.length === 0) return null;
  return (
    <div className="mt-1 flex items-start gap-1">
      <ul aria-label={words('chosen')} className="flex min-w-0 flex-1 flex-wrap gap-1">
        {chosen.map((name) => (
          <Chip
            key={name}
            name={name}
            isGone={known !== undefined && !known.some((style) => style.name === name)}
            onRemove={() => choose(chosen.filter((other) => other !== name))}
          />
        ))}
      </ul>
      <IconButton label={words('apply')} onClick={apply} className="size-7">
        <BetweenHorizontalStart />
      </IconButton>
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
