'use client';
import type { CSSProperties } from 'react';
import { classNames } from '../../ui/class-names';
import type { StudioPicture } from '../data/studio-picture';
import { useStudio } from '../studio-context';
import { altOf, PictureImage } from './picture-image';

/** All pictures of a job, as large as they fit. */
export function PictureGrid({ pictures }: { pictures: StudioPicture[] }) {
  const { stage } = useStudio();
  const columns = Math.ceil(Math.sqrt(pictures.length));
  const rows = Math.ceil(pictures.length / columns);
  const { width, height } = pictures[0]!;
  const grid = {
    '--picture-width': width * columns,
    '--picture-height': height * rows,
    gridTemplateColumns: `repeat(${columns}, 1fr)`,
  } as CSSProperties;
  return (
    <div className="grid size-full place-items-center" style={{ containerType: 'size' }}>
      <ul className="fit-picture grid gap-2" style={grid}>
        {pictures.map((picture) => (
          <li key={picture.id}>
            <button
              type="button"
              aria-label={`Full size: ${altOf(picture)}, seed ${picture.seed}`}
              onFocus={() => stage.select(picture)}
              onClick={() => {
                stage.select(picture);
                stage.setFullSize(true);
              }}
              className={classNames(
                'block size-full cursor-zoom-in overflow-hidden rounded-small outline-2 outline-offset-2 transition-[outline-color] quick',
                picture.id === stage.selected?.id ? 'outline-accent' : 'outline-transparent',
              )}
            >
              <PictureImage picture={picture} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
