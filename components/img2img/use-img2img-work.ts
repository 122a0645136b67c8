'use client';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { exportDrawing } from '../canvas/export-drawing';
import { PictureRefused } from '../canvas/open-picture';
import type { Sending } from '../studio/data/mutations';
import type { StudioValues } from '../studio/form/studio-values';
import { forgetReceived, receivePicture } from '../studio/hand-over';
import { type BatchPicture, readBatch } from './batch';
import type { Img2img, View } from './img2img-context';
import { isMode, type Mode } from './modes';
import { drawableSize } from './sizes';
import { type Slot, useDrawings, useRefusal } from './use-drawings';

/** Jobs whose starts are remembered for comparing. */
const REMEMBERED = 24;

const slotsOf = (mode: Mode): readonly Slot[] =>
  mode === 'batch' ? [] : mode === 'inpaintUpload' ? [mode, 'mask'] : [mode];

/** The sub-tab that was open last in this tab of the browser. */
function useMode(): [Mode, (mode: Mode) => void] {
  const [mode, setMode] = useState<Mode>('img2img');
  useEffect(() => {
    const stored = sessionStorage.getItem('atelier.img2img.mode');
    if (isMode(stored)) setMode(stored);
  }, []);
  return [
    mode,
    (next) => {
      setMode(next);
      sessionStorage.setItem('atelier.img2img.mode', next);
    },
  ];
}

/** The pictures of the Img2img page, and what of them goes with the form. */
export function useImg2imgWork(userName: string) {
  const words = useTranslations('img2img');
  const [mode, setMode] = useMode();
  const [view, setView] = useState<View>('canvas');
  const [batch, setBatch] = useState<readonly BatchPicture[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const sentenceOf = useRefusal();
  const drawings = useDrawings(userName, slotsOf(mode));
  const starts = useRef(new Map<string, Blob>());
  const drawing = mode === 'batch' ? null : (drawings.of(mode) ?? null);

  const refuse: Img2img['refuse'] = (why) =>
    setRefusal(why instanceof PictureRefused ? sentenceOf(why) : why);
  const change = (next: Mode) => {
    setMode(next);
    setRefusal(null);
    setView('canvas');
  };
  useReceived((received, file) => {
    change(received);
    if (received !== 'batch') return drawings.take(received, file).catch((error) => refuse(error));
  });

  const img2img: Img2img = {
    mode,
    setMode: change,
    view,
    setView,
    drawings,
    drawing,
    isRestoring: mode !== 'batch' && drawings.of(mode) === undefined,
    batch,
    addToBatch: async (files) => {
      refuse(null);
      const { pictures, refused } = await readBatch(files);
      setBatch((now) => [...now, ...pictures]);
      if (refused) refuse(refused);
    },
    removeFromBatch: (id) =>
      setBatch((now) => now.filter((picture) => picture.id !== id || dropped(picture))),
    clearBatch: () => setBatch((now) => now.filter(dropped)),
    refusal,
    refuse,
    sentFor: (jobId) => starts.current.get(jobId) ?? null,
  };

  const remember = (jobId: string, picture: Blob) => {
    starts.current.set(jobId, picture);
    const [oldest] = starts.current.keys();
    if (starts.current.size > REMEMBERED && oldest !== undefined) starts.current.delete(oldest);
  };
  const missing = (what: 'picture' | 'mask' | 'files') => {
    setView('canvas');
    refuse(words(`needs.${what}`));
    return null;
  };
  const attachBatch = (values: StudioValues): Sending[] | null => {
    const waiting = batch.filter(({ state }) => state === 'waiting');
    const chosen = waiting.length > 0 ? waiting : batch;
    if (chosen.length === 0) return missing('files');
    return chosen.map(({ id, file, width, height }) => ({
      attachments: { picture: file },
      ...(values.resizesBy ? { changes: drawableSize({ width, height }, values.resizeScale) } : {}),
      onSent: (job, error) => {
        if (job) remember(job.id, file);
        const outcome = { state: job ? 'sent' : 'refused', problem: error?.message } as const;
        setBatch((now) => now.map((picture) => (picture.id === id ? { ...picture, ...outcome } : picture)));
      },
    }));
  };
  const attach = async (values: StudioValues): Promise<Sending[] | null> => {
    refuse(null);
    if (mode === 'batch') return attachBatch(values);
    if (!drawing) return missing('picture');
    const uploaded = mode === 'inpaintUpload' ? drawings.of('mask') : null;
    if (mode === 'inpaintUpload' && !uploaded) return missing('mask');
    const { picture, mask } = await exportDrawing(drawing);
    const sentMask = uploaded ? uploaded.picture.file : mask;
    return [
      {
        attachments: sentMask ? { picture, mask: sentMask } : { picture },
        onSent: (job) => {
          if (!job) return;
          remember(job.id, picture);
          setView('result');
        },
      },
    ];
  };
  return { img2img, attach };
}

/** For `filter`: lets a picture go. */
function dropped({ address }: BatchPicture): false {
  URL.revokeObjectURL(address);
  return false;
}

/** Takes what another page sent here; its address is then the page's own again. */
function useReceived(take: (mode: Mode, file: File) => unknown): void {
  const address = useSearchParams();
  const router = useRouter();
  const taking = useRef(take);
  useEffect(() => {
    taking.current = take;
  });
  useEffect(() => {
    const mode = address.get('mode');
    if (!isMode(mode)) return;
    const sent = new URLSearchParams(address);
    receivePicture(sent).then(async (file) => {
      if (file) await taking.current(mode, file);
      await forgetReceived(sent);
      router.replace('/img2img');
    });
  }, [address, router]);
}
