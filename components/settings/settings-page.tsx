'use client';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OptionGroupId } from '@/lib/options/offered-options';
import type { OptionView } from '@/lib/options/offered-views';
import { PlaceHead } from '../place/place-head';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';
import { SearchField } from '../ui/search-field';
import { Skeleton } from '../ui/skeleton';
import { LookFields } from './look-fields';
import { NameExample } from './name-example';
import { OptionField } from './option-field';
import { isChanged, useSettings } from './use-settings';

/** Groups that decide how pictures are called. */
const NAMING_GROUPS: ReadonlySet<OptionGroupId> = new Set(['saving', 'directories']);

/** One's own settings, in the groups of the known web UI. */
export function SettingsPage() {
  const t = useTranslations('settings');
  const [words, setWords] = useState('');
  const { settings, changed, error, change, resetAll } = useSettings();
  const wanted = words.toLowerCase();
  const isFound = (...names: string[]) => names.some((name) => name.toLowerCase().includes(wanted));
  const groups = (settings.data?.groups ?? []).map(({ id, options }) => ({
    id,
    name: t(`groups.${id}`),
    options: options.filter(({ key }) => isFound(t(`options.${key}`), key, t(`groups.${id}`))),
  }));
  const start = groups.find(({ id }) => id === 'start');
  const shown = groups.filter(({ id, options }) => id !== 'start' && options.length > 0);
  const fieldsOf = (options: readonly OptionView[]) =>
    options.map((option) => (
      <OptionField key={option.key} option={option} models={settings.data!.models} onChange={change} />
    ));
  const isLookFound = isFound(t('look')) || (start?.options.length ?? 0) > 0;
  return (
    <main className="min-h-0 flex-1 overflow-y-auto scroll-smooth bg-stage">
      <div className="mx-auto flex max-w-280 gap-6 px-4 py-6 wide:px-6 wide:py-8">
        <nav
          aria-label={t('groupsLabel')}
          className="sticky top-0 hidden w-44 shrink-0 self-start wide:block"
        >
          {[{ id: 'look', name: t('look'), options: [] as OptionView[] }, ...shown].map((group) => (
            <a
              key={group.id}
              href={`#${group.id}`}
              className="flex min-h-8 items-center justify-between gap-2 rounded-control px-3 text-muted transition-colors quick hover:bg-hover hover:text-text"
            >
              {group.name}
              {group.options.some(isChanged) && (
                <span className="size-1.5 shrink-0 rounded-full bg-accent">
                  <span className="sr-only">{t('changed')}</span>
                </span>
              )}
            </a>
          ))}
        </nav>
        <div className="min-w-0 flex-1">
          <PlaceHead title={t('title')} note={t('note')}>
            <SearchField label={t('search')} onSearch={setWords} />
            {changed > 0 && (
              <Button look="outlined" onClick={resetAll}>
                {t('resetAll', { count: changed })}
              </Button>
            )}
          </PlaceHead>
          <Failure error={error ?? (settings.data ? null : settings.error)} />
          {settings.isPending && <Skeleton className="h-120 rounded-card" />}
          {settings.data && isLookFound && (
            <Group id="look" name={t('look')}>
              {isFound(t('look')) && <LookFields />}
              {start && fieldsOf(start.options)}
            </Group>
          )}
          {shown.map(({ id, name, options }) => (
            <Group key={id} id={id} name={name}>
              {fieldsOf(options)}
              {NAMING_GROUPS.has(id) && (
                <NameExample
                  options={settings.data!.groups.flatMap((group) => group.options)}
                  withTokens={id === shown.find((group) => NAMING_GROUPS.has(group.id))?.id}
                />
              )}
            </Group>
          ))}
          {settings.data && shown.length === 0 && !isLookFound && (
            <p className="rounded-card bg-panel px-6 py-12 text-center text-muted">{t('none')}</p>
          )}
        </div>
      </div>
    </main>
  );
}

function Group({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  return (
    <section id={id} aria-label={name} className="mt-4 scroll-mt-4 rounded-card bg-panel p-4 wide:p-6">
      <h2 className="mb-4 text-large font-semibold">{name}</h2>
      <div className="grid items-end gap-x-6 gap-y-4 full:grid-cols-2">{children}</div>
    </section>
  );
}
