'use client';
import { Download, FolderPlus, Heart, Tag, Trash2, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryPicture } from '@/lib/gallery/gallery-view';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { CollectionPicker } from './collection-picker';
import { CompareTwo } from './compare-two';
import type { GalleryActs } from './data/use-gallery-acts';
import { NameField } from './name-field';
import { ShareButton } from './share/share-button';
import { Stars } from './stars';

interface BulkBarProps {
  ids: readonly string[];
  /** Those of them that are known; the rest was never in view. */
  pictures: readonly GalleryPicture[];
  acts: GalleryActs;
  readOnly: boolean;
  onTrash: () => void;
  onClear: () => void;
}

/** What can be done with all that is chosen. */
export function BulkBar({ ids, pictures, acts, readOnly, onTrash, onClear }: BulkBarProps) {
  const t = useTranslations('gallery');
  const favourite = pictures.length > 0 && pictures.every((picture) => picture.favourite);
  const [first] = pictures;
  const rating = first && pictures.every((picture) => picture.rating === first.rating) ? first.rating : 0;
  return (
    <div
      role="toolbar"
      aria-label={t('bulk.label')}
      className="appear absolute inset-x-2 bottom-3 z-20 mx-auto flex w-fit max-w-full items-center gap-1 overflow-x-auto rounded-card bg-popover p-1 shadow-popover"
    >
      <span className="px-2 font-medium whitespace-nowrap tabular-nums">
        {t.rich('chosen', {
          count: ids.length,
          wide: (text) => <span className="hidden wide:inline">{text}</span>,
        })}
      </span>
      {!readOnly && (
        <>
          <IconButton
            label={favourite ? t('bulk.noFavourites') : t('favourite')}
            shortcut="favourite"
            aria-pressed={favourite}
            onClick={() => void acts.mark(ids, { favourite: !favourite })}
          >
            <Heart className={favourite ? 'fill-current text-accent-text' : undefined} />
          </IconButton>
          <Stars
            label={t('bulk.rating')}
            rating={rating}
            onRate={(stars) => void acts.mark(ids, { rating: stars })}
            className="hidden wide:flex"
          />
          <Pop label={t('tags.add')} icon={<Tag />}>
            {(close) => (
              <NameField
                label={t('bulk.tag')}
                onCancel={close}
                onName={async (tag) => {
                  await acts.mark(ids, { addTags: [tag.trim().toLowerCase()] });
                  close();
                }}
              />
            )}
          </Pop>
          <ShareButton ids={ids} />
          <Pop label={t('bulk.collect')} icon={<FolderPlus />}>
            {() => <CollectionPicker ids={ids} pictures={pictures} acts={acts} />}
          </Pop>
        </>
      )}
      {ids.length === 2 && pictures.length === 2 && <CompareTwo pictures={pictures} />}
      <IconButton label={t('download')} shortcut="download" onClick={() => acts.download(ids)}>
        <Download />
      </IconButton>
      {!readOnly && (
        <IconButton label={t('trash')} shortcut="moveToTrash" look="danger" onClick={onTrash}>
          <Trash2 />
        </IconButton>
      )}
      <IconButton label={t('bulk.chooseNothing')} onClick={onClear}>
        <X />
      </IconButton>
    </div>
  );
}

interface PopProps {
  label: string;
  icon: ReactNode;
  children: (close: () => void) => ReactNode;
}

function Pop({ label, icon, children }: PopProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button size="icon" aria-label={label} title={label}>
          {icon}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          sideOffset={10}
          collisionPadding={8}
          aria-label={label}
          className="appear z-50 w-64 rounded-control bg-popover p-1 shadow-popover [--raised:var(--stage)]"
        >
          {children(() => setOpen(false))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
