'use client';
import { useTranslations } from 'use-intl';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import type { StudioPicture } from '../data/studio-picture';

/** What a screen reader says of a picture: the prompt it was made from. */
export function useAlt(): (picture: Pick<StudioPicture, 'infotext'>) => string {
  const words = useTranslations('stage');
  return ({ infotext }) => parseInfotext(infotext).prompt.slice(0, 200) || words('noPromptAlt');
}
