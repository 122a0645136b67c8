'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { SettingView } from '@/lib/settings/settings';
import { PlaceHead } from '../../place/place-head';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Failure } from '../../ui/failure';
import { Skeleton } from '../../ui/skeleton';
import { settingsKey } from '../admin-keys';
import { SettingCard } from './setting-card';
import { settingWords } from './setting-words';

export function SettingsPage() {
  const tabs = useTranslations('frame.tabs');
  const t = useTranslations('admin');
  const { data, error } = useQuery({
    queryKey: settingsKey,
    queryFn: () => studioFetch<SettingView[]>('/api/admin/settings'),
  });
  return (
    <>
      <PlaceHead title={t('settings.title')} note={t('settings.note')} />
      <Failure error={error} />
      {!data && <Skeleton className="h-120 rounded-card" />}
      {data?.map((setting) => (
        <SettingCard
          key={`${setting.key} ${setting.version}`}
          setting={setting}
          words={settingWords(setting.key, t, tabs)}
        />
      ))}
    </>
  );
}
