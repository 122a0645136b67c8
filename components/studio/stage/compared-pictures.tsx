'use client';
import { SquareSplitHorizontal } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { CompareDialog } from '../../compare/lazy-compare-dialog';
import { Button } from '../../ui/button';
import { pictureUrl, type StudioPicture } from '../data/studio-picture';
import { useStudio } from '../studio-context';
import { useAlt } from './use-alt';

/** Says what to choose while the second of two pictures is missing; shows both when they are there. */
export function ComparedPictures() {
  const { comparison } = useStudio().stage;
  const words = useTranslations('stage');
  const altOf = useAlt();
  const compared = (picture: StudioPicture) => ({
    src: pictureUrl(picture),
    width: picture.width,
    height: picture.height,
    label: words('facts.seed', { seed: String(picture.seed) }),
    alt: altOf(picture),
  });
  return (
    <>
      {comparison.first && (
        <div
          role="status"
          className="flex shrink-0 items-center gap-2 border-t bg-accent-soft px-4 py-1.5 text-small"
        >
          <SquareSplitHorizontal aria-hidden className="size-3.5 shrink-0 text-accent-text" />
          <p className="min-w-0 flex-1">{words('compare.choose')}</p>
          <Button onClick={comparison.end}>{words('compare.cancel')}</Button>
        </div>
      )}
      {comparison.pair && (
        <CompareDialog
          pictures={[compared(comparison.pair[0]), compared(comparison.pair[1])]}
          onClose={comparison.end}
        />
      )}
    </>
  );
}
