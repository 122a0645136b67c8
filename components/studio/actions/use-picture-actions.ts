'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { toast } from '../../ui/toast';
import type { StudioPicture } from '../data/studio-picture';
import type { StudioValues } from '../form/studio-values';
import { takenWords } from '../form/taken-words';
import type { StudioForm } from '../form/use-studio-form';
import { valuesOfInfotext } from '../form/values-of-infotext';
import { type HandOverPlace, sendPicture } from '../hand-over';
import type { StageState } from '../stage/use-stage-state';
import { downloadPictures } from './download';
import type { RunActions } from './use-run-actions';
import { useTrash } from './use-trash';

export interface PictureActions {
  download: () => void;
  /** All pictures of the job on the stage. */
  downloadAll: () => void;
  copyParameters: () => void;
  copySeed: () => void;
  /** Null: the picture says nothing of how it was drawn; the same with its seed. */
  reuseParameters: (() => void) | null;
  reuseSeed: (() => void) | null;
  randomSeed: () => void;
  /** The picture's own parameters with another seed; null: this page can't draw it. */
  drawAgain: ((seed: 'next' | 'random') => void) | null;
  /** The picture's own parameters and a second pass, as the form has it; null: it has one, or none is possible. */
  upscale: (() => void) | null;
  send: (to: HandOverPlace) => void;
  trash: () => void;
  /** Has the second of two pictures chosen. */
  compare: () => void;
}

const HIRES = ['hrUpscaler', 'hrScale', 'hrResizeX', 'hrResizeY', 'hrSteps', 'denoisingStrength'] as const;

/** What can be done with the selected picture. */
export function usePictureActions(
  { kind, form, checkpoints }: StudioForm,
  stage: StageState,
  run: RunActions,
): PictureActions {
  const { selected, pictures, comparison } = stage;
  const words = useTranslations('stage');
  const formWords = useTranslations('form');
  const router = useRouter();
  const trash = useTrash();
  const setSeed = (seed: number) => form.setValue('seed', seed, { shouldValidate: true, shouldDirty: true });
  const withSelected = (act: (picture: StudioPicture) => void) => () => selected && act(selected);
  const copy = (text: string, told: string) =>
    navigator.clipboard.writeText(text).then(
      () => toast(told),
      () => toast(words('toasts.noCopying')),
    );
  const own = ({ infotext }: StudioPicture) => valuesOfInfotext(infotext, checkpoints);
  const isDrawn = selected?.kind === kind;
  const keys = selected ? [...parseInfotext(selected.infotext).pairs.keys()] : [];
  const hasHires = keys.some((key) => key.startsWith('Hires '));

  return {
    download: withSelected((picture) => downloadPictures([picture])),
    downloadAll: () => downloadPictures(pictures),
    copyParameters: withSelected(({ infotext }) => void copy(infotext, words('toasts.copied'))),
    copySeed: withSelected(
      ({ seed }) => void copy(String(seed), words('toasts.seedCopied', { seed: String(seed) })),
    ),
    reuseParameters: keys.includes('Steps')
      ? withSelected((picture) => {
          form.reset({ ...form.getValues(), ...own(picture) });
          toast(takenWords(picture.infotext, formWords));
        })
      : null,
    reuseSeed:
      selected && selected.seed >= 0
        ? () => {
            setSeed(selected.seed);
            toast(words('toasts.seed', { seed: String(selected.seed) }));
          }
        : null,
    randomSeed: () => setSeed(-1),
    drawAgain:
      selected && isDrawn
        ? (which) => {
            const seed = which === 'next' ? selected.seed + 1 : -1;
            run.draw({ ...own(selected), seed });
            toast(
              which === 'next'
                ? words('toasts.onItsWay', { seed: String(seed) })
                : words('toasts.onItsWayRandom'),
            );
          }
        : null,
    upscale:
      selected && isDrawn && kind === 'txt2img' && !hasHires
        ? () => {
            const values = form.getValues();
            const hires: Partial<StudioValues> = Object.fromEntries(
              HIRES.map((name) => [name, values[name]]),
            );
            run.draw({ ...own(selected), ...hires, seed: selected.seed, enableHr: true });
            toast(words('toasts.upscaling'));
          }
        : null,
    send: (to) =>
      selected && void sendPicture({ to, pictureId: selected.id }).then((address) => router.push(address)),
    trash: withSelected(({ id }) => trash(id)),
    compare: withSelected(comparison.begin),
  };
}
