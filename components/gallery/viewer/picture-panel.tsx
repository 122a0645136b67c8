'use client';
import { Download, SendHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryPicture } from '@/lib/gallery/gallery-view';
import { useTimes } from '../../place/use-times';
import { ToldParameters } from '../../png-info/told-parameters';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-field';
import { IconButton } from '../../ui/icon-button';
import { Skeleton } from '../../ui/skeleton';
import { CollectionPicker } from '../collection-picker';
import type { GalleryActs } from '../data/use-gallery-acts';
import { ShareButton } from '../share/share-button';
import { Stars } from '../stars';
import { TagEditor } from './tag-editor';

interface PicturePanelProps {
  picture: GalleryPicture | undefined;
  acts: GalleryActs;
  readOnly: boolean;
  onUse: (picture: GalleryPicture) => void;
}

/** What a picture was made from, and what its owner thinks of it. */
export function PicturePanel({ picture, acts, readOnly, onUse }: PicturePanelProps) {
  const times = useTimes();
  const t = useTranslations('gallery');
  if (!picture) {
    return (
      <div className="grid gap-3 p-4">
        <Skeleton className="h-10" />
        <Skeleton className="h-24" />
      </div>
    );
  }
  const ids = [picture.id];
  return (
    <div className="grid gap-5 p-4">
      <div className="flex items-center gap-1">
        {!readOnly && (
          <Button look="accent" onClick={() => onUse(picture)} className="flex-1">
            <SendHorizontal />
            {t('panel.use')}
          </Button>
        )}
        {!readOnly && <ShareButton ids={ids} />}
        <CopyButton label={t('panel.copyAll')} value={picture.infotext} />
        <IconButton label={t('download')} shortcut="download" onClick={() => acts.download(ids)}>
          <Download />
        </IconButton>
      </div>
      <p className="text-small text-muted tabular-nums">
        {times.recent(picture.createdAt)} · {picture.width} × {picture.height}
        {!picture.complete && t('panel.cutShort')}
      </p>
      {!readOnly && (
        <Part label={t('rating')} className="wide:hidden">
          <Stars
            label={t('rating')}
            rating={picture.rating}
            onRate={(rating) => void acts.mark(ids, { rating })}
            className="-ml-1.5"
          />
        </Part>
      )}
      {!(readOnly && picture.tags.length === 0) && (
        <Part label={t('tags.title')}>
          <TagEditor
            tags={picture.tags}
            readOnly={readOnly}
            onAdd={(tag) => void acts.mark(ids, { addTags: [tag] })}
            onRemove={(tag) => void acts.mark(ids, { removeTags: [tag] })}
          />
        </Part>
      )}
      {!readOnly && (
        <Part label={t('collections.title')}>
          <div className="-mx-2">
            <CollectionPicker ids={ids} pictures={[picture]} acts={acts} />
          </div>
        </Part>
      )}
      <ToldParameters infotext={picture.infotext} />
    </div>
  );
}

function Part({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <section aria-label={label} className={className}>
      <h2 className="mb-1 text-small text-muted">{label}</h2>
      {children}
    </section>
  );
}
