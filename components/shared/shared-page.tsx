'use client';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SharedPictures } from '@/lib/gallery/share-view';
import { useAlt } from '../studio/stage/use-alt';
import { SharedPicture } from './shared-picture';

/** Pictures somebody shows their team: to look at, to download, to take the parameters of. */
export function SharedPage({ userName, shown }: { userName: string; shown: SharedPictures }) {
  const t = useTranslations('shared');
  const altOf = useAlt();
  const [at, setAt] = useState<number | null>(null);
  const { owner, team, pictures } = shown;
  const looked = at === null ? undefined : pictures[at];
  return (
    <main className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <header className="flex items-center gap-3 px-4 pt-4 wide:px-6">
        <Users aria-hidden className="size-5 shrink-0 text-faint" />
        <div className="min-w-0">
          <h1 className="truncate text-large font-semibold">{t('heading', { owner, team })}</h1>
          <p className="text-small text-muted">{t('count', { count: pictures.length })}</p>
        </div>
      </header>
      {pictures.length === 0 ? (
        <p className="p-6 text-muted">{t('empty')}</p>
      ) : (
        <ul
          aria-label={t('pictures')}
          className="grid grid-cols-[repeat(auto-fill,minmax(160px,1fr))] gap-2 p-4 wide:grid-cols-[repeat(auto-fill,minmax(220px,1fr))] wide:p-6"
        >
          {pictures.map((picture, place) => (
            <li key={picture.id}>
              <button
                type="button"
                aria-label={altOf(picture)}
                onClick={() => setAt(place)}
                className="block aspect-square w-full cursor-zoom-in overflow-hidden rounded-small bg-raised"
              >
                {/* biome-ignore lint/performance/noImgElement: already made small */}
                <img
                  src={`/api/shared/${shown.id}/${picture.id}?size=512`}
                  alt=""
                  loading="lazy"
                  className="size-full object-cover"
                />
              </button>
            </li>
          ))}
        </ul>
      )}
      {looked && at !== null && (
        <SharedPicture
          share={shown.id}
          userName={userName}
          picture={looked}
          onClose={() => setAt(null)}
          onTurn={(by) => pictures[at + by] && setAt(at + by)}
        />
      )}
    </main>
  );
}
