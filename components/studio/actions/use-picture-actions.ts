'use client';
import { useTranslations } from 'use-intl';
import { toast } from '../../ui/toast';
import { downloadUrl } from '../data/studio-picture';
import { takenWords } from '../form/taken-words';
import type { StudioForm } from '../form/use-studio-form';
import { valuesOfInfotext } from '../form/values-of-infotext';
import type { StageState } from '../stage/use-stage-state';

export interface PictureActions {
  download: () => void;
  copyParameters: () => void;
  reuseParameters: () => void;
  reuseSeed: () => void;
  randomSeed: () => void;
}

/** What can be done with the selected picture. */
export function usePictureActions(
  { form, checkpoints }: StudioForm,
  { selected }: StageState,
): PictureActions {
  const formWords = useTranslations('form');
  const setSeed = (seed: number) => form.setValue('seed', seed, { shouldValidate: true, shouldDirty: true });
  return {
    download: () => {
      if (!selected) return;
      const link = document.createElement('a');
      link.href = downloadUrl(selected);
      link.download = '';
      link.click();
    },
    copyParameters: () => {
      if (!selected) return;
      navigator.clipboard.writeText(selected.infotext).then(
        () => toast('Parameters copied'),
        () => toast('The browser does not allow copying here. Use https or localhost.'),
      );
    },
    reuseParameters: () => {
      if (!selected) return;
      const values = valuesOfInfotext(selected.infotext, checkpoints);
      form.reset({ ...form.getValues(), ...values });
      toast(takenWords(selected.infotext, formWords));
    },
    reuseSeed: () => {
      if (!selected) return;
      setSeed(selected.seed);
      toast(`Seed ${selected.seed} is in the form`);
    },
    randomSeed: () => setSeed(-1),
  };
}
