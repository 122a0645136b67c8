'use client';
import { FolderHeart, type LucideIcon, Share2, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import { addressOf, type Place } from './data/file-places';
import { StorageMeter } from './storage-meter';

/** Where one can go: the own files, those that are shared, what was thrown away. */
export function Places({ place, admin }: { place: Place; admin: boolean }) {
  const t = useTranslations('files');
  return (
    <aside className="flex shrink-0 flex-col gap-2 border-b bg-panel p-2 wide:w-(--rail-width) wide:border-r wide:border-b-0 wide:p-3">
      <nav aria-label={t('places.label')} className="flex gap-1 wide:flex-col">
        <PlaceLink icon={FolderHeart} label={t('places.own')} to={{ tree: 'own', path: '' }} place={place} />
        {admin && (
          <PlaceLink
            icon={Share2}
            label={t('places.shared')}
            to={{ tree: 'shared', path: '' }}
            place={place}
          />
        )}
        <PlaceLink
          icon={Trash2}
          label={t('places.trash')}
          to={{ tree: place.tree, path: null }}
          place={place}
        />
      </nav>
      <StorageMeter />
    </aside>
  );
}

interface PlaceLinkProps {
  icon: LucideIcon;
  label: string;
  to: Place;
  place: Place;
}

function PlaceLink({ icon: Icon, label, to, place }: PlaceLinkProps) {
  const current = to.tree === place.tree && (to.path === null) === (place.path === null);
  return (
    <Link
      href={addressOf(to)}
      aria-current={current ? 'page' : undefined}
      className={classNames(
        'control-height flex items-center gap-2 rounded-control px-2 font-medium transition-colors quick',
        current ? 'bg-hover text-text' : 'text-muted hover:bg-hover hover:text-text',
      )}
    >
      <Icon aria-hidden className={classNames('size-4', current ? 'text-accent-text' : 'text-faint')} />
      {label}
    </Link>
  );
}
