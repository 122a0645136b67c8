'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Puzzle } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ExtensionsView, ExtensionView } from '@/lib/extensions/list-extensions';
import { PlaceHead } from '../place/place-head';
import { dayWords } from '../place/time-words';
import { optionsKey } from '../studio/data/query-keys';
import { type StudioError, studioFetch } from '../studio/data/studio-fetch';
import { Button, buttonClass } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { Switch } from '../ui/switch';

/** What is switched differently than it is applied: true is on. */
type Wishes = Readonly<Record<string, boolean>>;
/** No extension can be called that. */
const ALL = '/';

/** The installed extensions, each with a switch; the page begins anew with those that are on. */
export function ExtensionsPage() {
  const t = useTranslations('extensions');
  const { data, error, refetch } = useQuery({
    queryKey: [...optionsKey, 'extensions'],
    queryFn: () => studioFetch<ExtensionsView>('/api/extensions'),
  });
  const [wishes, setWishes] = useState<Wishes>({});
  const apply = useMutation<unknown, StudioError, ExtensionsView>({
    mutationFn: (view) => studioFetch('/api/extensions', { method: 'PUT', body: switchesOf(view, wishes) }),
    onSuccess: () => window.location.reload(),
  });
  const pending = data ? pendingOf(data, wishes) : 0;
  const wish = (name: string, on: boolean) => setWishes({ ...wishes, [name]: on });
  const folder = data?.place.folder ?? '';
  return (
    <main className="min-h-0 flex-1 overflow-y-auto bg-stage">
      <div className="mx-auto max-w-200 px-4 py-6 wide:px-6 wide:py-8">
        <PlaceHead
          title={t('title')}
          note={data && (data.place.shared ? t('noteShared') : t('noteOwn', { folder }))}
        >
          {pending > 0 && data && (
            <>
              <span role="status" className="text-muted">
                {t('pending', { count: pending })}
              </span>
              <Button onClick={() => setWishes({})}>{t('discard')}</Button>
              <Button look="accent" disabled={apply.isPending} onClick={() => apply.mutate(data)}>
                {t('apply')}
              </Button>
            </>
          )}
        </PlaceHead>
        <Failure error={apply.error ?? (data ? null : error)} />
        {error && !data && (
          <Button look="outlined" onClick={() => void refetch()} className="mt-2">
            {t('retry')}
          </Button>
        )}
        {!data && !error && <Skeleton className="h-40 rounded-card" />}
        {data?.extensions.length === 0 && <NoExtensions {...data.place} />}
        {data && data.extensions.length > 0 && (
          <>
            <div className="mb-2 rounded-card bg-panel px-4 py-2 wide:px-6">
              <Switch
                label={t('all')}
                checked={!(wishes[ALL] ?? !data.allOff)}
                onChange={(off) => wish(ALL, !off)}
              />
              <p className="pb-1 text-small text-faint">{t('allNote')}</p>
            </div>
            <ul className="overflow-hidden rounded-card bg-panel">
              {data.extensions.map((extension) => (
                <Extension
                  key={`${extension.scope} ${extension.name}`}
                  extension={extension}
                  on={wishes[extension.name] ?? extension.on}
                  onSwitch={(on) => wish(extension.name, on)}
                />
              ))}
            </ul>
          </>
        )}
      </div>
    </main>
  );
}

function pendingOf({ extensions, allOff }: ExtensionsView, wishes: Wishes): number {
  const different = extensions.filter(({ name, on }) => (wishes[name] ?? on) !== on).length;
  return different + Number((wishes[ALL] ?? !allOff) !== !allOff);
}

const switchesOf = ({ extensions, allOff }: ExtensionsView, wishes: Wishes) => ({
  allOff: !(wishes[ALL] ?? !allOff),
  off: extensions.filter(({ name, on }) => !(wishes[name] ?? on)).map(({ name }) => name),
});

interface ExtensionProps {
  extension: ExtensionView;
  on: boolean;
  onSwitch: (on: boolean) => void;
}

function Extension({ extension: { name, changedAt }, on, onSwitch }: ExtensionProps) {
  const t = useTranslations('extensions');
  const locale = useLocale();
  return (
    <li className="flex items-center justify-between gap-4 border-t px-4 py-2 first:border-t-0 wide:px-6">
      <Switch label={name} checked={on} onChange={onSwitch} />
      <span className="shrink-0 text-small text-faint">
        {t('since', { day: dayWords(changedAt, locale) })}
      </span>
    </li>
  );
}

function NoExtensions({ folder, shared }: ExtensionsView['place']) {
  const t = useTranslations('extensions');
  return (
    <EmptyState
      icon={Puzzle}
      title={t('emptyTitle')}
      note={shared ? t('emptyShared', { folder }) : t('emptyOwn', { folder })}
      className="rounded-card bg-panel px-6 py-12"
    >
      {!shared && (
        <Link href="/files" className={buttonClass('outlined')}>
          {t('openFiles')}
        </Link>
      )}
    </EmptyState>
  );
}
