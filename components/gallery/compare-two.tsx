'use client';
import { SquareSplitHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryPicture } from '@/lib/gallery/gallery-view';
import { CompareDialog } from '../compare/lazy-compare-dialog';
import { pictureUrl } from '../studio/data/studio-picture';
import { useAlt } from '../studio/stage/use-alt';
import { IconButton } from '../ui/icon-button';

/** Looks at the two pictures that are chosen together. */
export function CompareTwo({ pictures }: { pictures: readonly GalleryPicture[] }) {
  const t = useTranslations('gallery');
  const words = useTranslations('stage');
  const altOf = useAlt();
  const [open, setOpen] = useState(false);
  const [left, right] = pictures.map((picture) => ({
    src: pictureUrl(picture),
    width: picture.width,
    height: picture.height,
    label:
      picture.seed >= 0
        ? words('facts.seed', { seed: String(picture.seed) })
        : `${picture.width} × ${picture.height}`,
    alt: altOf(picture),
  }));
  if (!left || !right) return null;
  return (
    <>
      <IconButton label={t('bulk.compare')} onClick={() => setOpen(true)}>
        <SquareSplitHorizontal />
      </IconButton>
      {open && <CompareDialog pictures={[left, right]} onClose={() => setOpen(false)} />}
    </>
  );
}
