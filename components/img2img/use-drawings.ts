'use client';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Drawing } from '../canvas/drawing';
import { exportPicture } from '../canvas/export-drawing';
import { keepDrawing, restoredDrawing } from '../canvas/kept-drawing';
import { openPicture, PictureRefused } from '../canvas/open-picture';
import { toast } from '../ui/toast';
import { type CanvasMode, DRAWN } from './modes';

/** How long nothing is drawn before what was drawn is kept. */
const KEEP_AFTER_MS = 800;

/** A place among the drawings: that of a sub-tab, or the mask that was uploaded. */
export type Slot = CanvasMode | 'mask';

const kindOf = (slot: Slot) => (slot === 'mask' ? 'none' : DRAWN[slot]);

export interface Drawings {
  /** null: there is none; undefined: what was there before a reload is being looked for. */
  of: (slot: Slot) => Drawing | null | undefined;
  /** Opens a file. Throws PictureRefused. */
  take: (slot: Slot, file: File) => Promise<void>;
  remove: (slot: Slot) => void;
  /** The picture with what was painted on it. */
  copy: (from: Drawing, to: Slot) => Promise<void>;
}

/** The drawings of all sub-tabs, kept over reloads. @param slots those in sight: they are restored */
export function useDrawings(userName: string, slots: readonly Slot[]): Drawings {
  const words = useTranslations('img2img');
  const [drawings, setDrawings] = useState<Partial<Record<Slot, Drawing | null>>>({});
  const asked = useRef(new Set<Slot>());
  const nameOf = (slot: Slot) => `${userName}.${slot}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each slot is asked for once
  useEffect(() => {
    for (const slot of slots) {
      if (asked.current.has(slot)) continue;
      asked.current.add(slot);
      restoredDrawing(nameOf(slot), kindOf(slot)).then((drawing) =>
        // What was opened meanwhile counts more.
        setDrawings((now) => (now[slot] === undefined ? { ...now, [slot]: drawing } : now)),
      );
    }
  }, [slots.join(' ')]);

  const put = (slot: Slot, drawing: Drawing | null) => {
    asked.current.add(slot);
    setDrawings((now) => ({ ...now, [slot]: drawing }));
    keepDrawing(nameOf(slot), drawing).catch(() => toast.error(words('kept')));
  };

  useEffect(() => {
    const watched = Object.entries(drawings).flatMap(([slot, drawing]) => {
      if (!drawing) return [];
      let waiting: ReturnType<typeof setTimeout> | undefined;
      const keep = () => {
        waiting = undefined;
        keepDrawing(`${userName}.${slot}`, drawing).catch(() => toast.error(words('kept')));
      };
      const stop = drawing.watch({
        onStep: () => {
          clearTimeout(waiting);
          waiting = setTimeout(keep, KEEP_AFTER_MS);
        },
      });
      return [
        () => {
          stop();
          if (waiting === undefined) return;
          clearTimeout(waiting);
          keep();
        },
      ];
    });
    return () => {
      for (const stop of watched) stop();
    };
  }, [drawings, userName, words]);

  const take = async (slot: Slot, file: File) =>
    put(slot, new Drawing(await openPicture(file), kindOf(slot)));
  return {
    of: (slot) => drawings[slot],
    take,
    remove: (slot) => put(slot, null),
    copy: async (from, to) => {
      const picture = await exportPicture(from);
      await take(
        to,
        picture instanceof File ? picture : new File([picture], from.picture.file.name, picture),
      );
    },
  };
}

/** The sentence for a file that was not opened. */
export function useRefusal(): (error: unknown) => string {
  const words = useTranslations('canvas');
  return (error) => {
    if (error instanceof PictureRefused) return words(`refused.${error.reason}`, error.values as never);
    throw error;
  };
}
