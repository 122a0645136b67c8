'use client';
import { Check, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryPicture } from '@/lib/gallery/gallery-view';
import { useCollections } from './data/use-facets';
import type { GalleryActs } from './data/use-gallery-acts';
import { NameField } from './name-field';

interface CollectionPickerProps {
  ids: readonly string[];
  pictures: readonly GalleryPicture[];
  acts: GalleryActs;
}

/** Which collections these pictures are in, to be changed with a click. */
export function CollectionPicker({ ids, pictures, acts }: CollectionPickerProps) {
  const t = useTranslations('gallery');
  const { data: collections = [] } = useCollections();
  const [naming, setNaming] = useState(false);
  return (
    <div className="grid max-h-72 overflow-y-auto">
      {collections.map(({ id, name }) => {
        const members = pictures.filter((picture) => picture.collections.includes(id)).length;
        const all = members > 0 && members === pictures.length;
        return (
          <button
            key={id}
            type="button"
            aria-pressed={all ? true : members > 0 ? 'mixed' : false}
            onClick={() => void acts.collect(ids, id, !all)}
            className="control-height flex items-center gap-2 rounded-small px-2 text-left hover:bg-hover"
          >
            <span className="grid size-4 place-items-center text-accent-text">
              {all ? <Check className="size-4" /> : members > 0 ? <Minus className="size-4" /> : null}
            </span>
            <span className="truncate">{name}</span>
          </button>
        );
      })}
      {naming ? (
        <NameField
          label={t('collections.newName')}
          onCancel={() => setNaming(false)}
          onName={(name) => acts.collectAnew(name, ids).then(() => setNaming(false))}
        />
      ) : (
        <button
          type="button"
          onClick={() => setNaming(true)}
          className="control-height flex items-center gap-2 rounded-small px-2 text-left text-muted hover:bg-hover hover:text-text"
        >
          <Plus aria-hidden className="size-4" />
          {t('collections.new')}
        </button>
      )}
    </div>
  );
}
