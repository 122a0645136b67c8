'use client';
import type { CSSProperties, MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../../ui/class-names';
import type { StudioPicture } from '../data/studio-picture';
import { useStudio } from '../studio-context';
import { gridColumns } from './grid-columns';
import { PictureImage } from './picture-image';
import { useAlt } from './use-alt';

/** All pictures of a job, as large as they fit. A click with Ctrl compares with the selected one. */
export function PictureGrid({ pictures }: { pictures: StudioPicture[] }) {
  const { stage } = useStudio();
  const words = useTranslations('stage');
  const altOf = useAlt();
  // The first may be an overview of the others.
  const { width, height } = pictures.at(-1)!;
  const columns = gridColumns(pictures.length, width / height);
  const rows = Math.ceil(pictures.length / columns);
  const grid = {
    '--picture-width': width * columns,
    '--picture-height': height * rows,
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
    gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
  } as CSSProperties;
  const onClick = (picture: StudioPicture, event: MouseEvent) => {
    const { comparison, selected } = stage;
    if (comparison.take(picture)) return;
    if ((event.ctrlKey || event.metaKey) && selected && selected.id !== picture.id) {
      comparison.compare(selected, picture);
      return;
    }
    stage.select(picture);
    stage.setFullSize(true);
  };
  return (
    <div className="grid size-full place-items-center" style={{ containerType: 'size' }}>
      <ul className="fit-picture grid gap-2" style={grid}>
        {pictures.map((picture) => (
          <li key={picture.id}>
            <button
              type="button"
              aria-label={words('fullSizeOf', {
                alt: words('seedOf', { alt: altOf(picture), seed: String(picture.seed) }),
              })}
              // Not by the mouse: its press would select what its click compares with.
              onFocus={(event) => event.target.matches(':focus-visible') && stage.select(picture)}
              onClick={(event) => onClick(picture, event)}
              className={classNames(
                'block size-full cursor-zoom-in overflow-hidden rounded-small outline-2 outline-offset-2 transition-[outline-color] quick',
                picture.id === stage.selected?.id ? 'outline-accent' : 'outline-transparent',
              )}
            >
              <PictureImage picture={picture} className="object-contain" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
