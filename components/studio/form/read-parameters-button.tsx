'use client';
import { ArrowDownLeft } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { IconButton } from '../../ui/icon-button';
import { toast } from '../../ui/toast';
import { useStudio } from '../studio-context';
import { takenWords } from './taken-words';
import { valuesOfInfotext } from './values-of-infotext';

/** How long what stood in the form before can be brought back. */
const UNDO_MS = 8_000;

/** Takes the prompt's text for the parameters of a picture, as somebody copied them elsewhere, and fills the form. */
export function ReadParametersButton() {
  const { form, checkpoints } = useStudio();
  const words = useTranslations('prompt');
  const formWords = useTranslations('form');
  const read = () => {
    const before = form.getValues();
    if (parseInfotext(before.prompt).pairs.size === 0) return toast(words('nothingToRead'));
    form.reset({ ...before, ...valuesOfInfotext(before.prompt, checkpoints) });
    toast(takenWords(before.prompt, formWords), {
      duration: UNDO_MS,
      action: { label: words('undo'), onClick: () => form.reset(before) },
    });
  };
  return (
    <IconButton label={words('readParameters')} onClick={read} className="-mr-2 ml-auto">
      <ArrowDownLeft />
    </IconButton>
  );
}
