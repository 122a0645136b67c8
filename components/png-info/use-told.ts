'use client';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Words } from '@/lib/i18n/words';
import { PICTURE_LIMITS } from '@/lib/pictures/limits';
import type { PictureMetadata } from '@/lib/pictures/picture-metadata';
import { studioSend } from '../studio/data/studio-fetch';

/** A picture somebody wants to know about. */
export interface LookedAt {
  file: File;
  /** Its address in this page. */
  address: string;
}

const MIB = 2 ** 20;

/** Asks what a file says of itself; refuses what is too large without sending it. */
async function ask(file: File, t: Words<'pngInfo'>): Promise<PictureMetadata> {
  if (file.size > PICTURE_LIMITS.bytes) {
    throw new Error(
      t('tooLarge', { name: file.name, size: Math.ceil(file.size / MIB), limit: PICTURE_LIMITS.bytes / MIB }),
    );
  }
  return studioSend<PictureMetadata>('/api/png-info', file);
}

/** The picture that is looked at, and what it says. */
export function useTold() {
  const t = useTranslations('pngInfo');
  const [picture, setPicture] = useState<LookedAt | null>(null);
  const { mutate, data, error, isPending, reset } = useMutation({ mutationFn: (file: File) => ask(file, t) });
  // The browser holds the file for as long as it has an address.
  useEffect(() => () => void (picture && URL.revokeObjectURL(picture.address)), [picture]);
  return {
    picture,
    told: data ?? null,
    error,
    isPending,
    look: (file: File) => {
      reset();
      setPicture({ file, address: URL.createObjectURL(file) });
      mutate(file);
    },
    clear: () => {
      reset();
      setPicture(null);
    },
  };
}
