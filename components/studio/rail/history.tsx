'use client';
import { useEffect, useRef } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { classNames } from '../../ui/class-names';
import { Skeleton } from '../../ui/skeleton';
import { useHistory } from '../data/queries';
import type { StudioPicture } from '../data/studio-picture';
import { PictureImage } from '../stage/picture-image';
import { useAlt } from '../stage/use-alt';
import { useStudio } from '../studio-context';
import { byDay } from './by-day';

const thumbnails = 'flex gap-2 wide:grid wide:grid-cols-2';

/** All the user's pictures, newest first; scrolling on brings older ones. */
export function History() {
  const { data, isPending, isError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useHistory();
  const words = useTranslations('stage.rail');
  const locale = useLocale();
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = end.current;
    if (!element || !hasNextPage || isFetchingNextPage) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), {
      rootMargin: '400px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (isPending) return <Placeholders />;
  if (isError) {
    return (
      <p role="alert" className="p-1 text-small text-danger">
        {words('failed')}{' '}
        <button type="button" className="underline" onClick={() => void refetch()}>
          {words('retry')}
        </button>
      </p>
    );
  }
  const pictures = data.pages.flatMap((page) => page.pictures);
  if (pictures.length === 0) {
    return <p className="self-center p-1 text-small text-faint wide:self-auto">{words('none')}</p>;
  }
  return (
    <section aria-label={words('history')} className="flex gap-2 wide:flex-col wide:gap-4">
      {byDay(pictures, new Date(), words, locale).map(({ label, pictures: ofDay }) => (
        <div key={label}>
          <h2 className="sr-only text-small text-faint wide:not-sr-only">{label}</h2>
          <ul className={classNames(thumbnails, 'wide:mt-2')}>
            {ofDay.map((picture) => (
              <Thumbnail key={picture.id} picture={picture} />
            ))}
          </ul>
        </div>
      ))}
      <div ref={end} aria-hidden className="size-px shrink-0" />
    </section>
  );
}

function Thumbnail({ picture }: { picture: StudioPicture }) {
  const { stage } = useStudio();
  const altOf = useAlt();
  const selected = stage.selected?.id === picture.id;
  const shown = stage.pictures.some(({ id }) => id === picture.id);
  return (
    <li className="size-18 shrink-0 wide:size-auto">
      <button
        type="button"
        aria-label={altOf(picture)}
        aria-current={selected || undefined}
        onClick={(event) => {
          const { comparison } = stage;
          if (comparison.take(picture)) return;
          if ((event.ctrlKey || event.metaKey) && stage.selected) comparison.compare(stage.selected, picture);
          else stage.showPicture(picture);
        }}
        className={classNames(
          'block aspect-square size-full overflow-hidden rounded-small bg-raised outline-2 outline-offset-1 transition-[outline-color,opacity] quick hover:opacity-85',
          selected ? 'outline-accent' : shown ? 'outline-line-strong' : 'outline-transparent',
        )}
      >
        <PictureImage picture={picture} lazy className="object-cover" />
      </button>
    </li>
  );
}

function Placeholders() {
  return (
    <div className={thumbnails}>
      {Array.from({ length: 8 }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <Skeleton key={place} className="size-18 shrink-0 rounded-small wide:aspect-square wide:size-auto" />
      ))}
    </div>
  );
}
