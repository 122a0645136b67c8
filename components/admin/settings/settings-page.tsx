'use client';
import { useQuery } from '@tanstack/react-query';
import type { SettingView } from '@/lib/settings/settings';
import { PlaceHead } from '../../place/place-head';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Failure } from '../../ui/failure';
import { Skeleton } from '../../ui/skeleton';
import { settingsKey } from '../admin-keys';
import { SettingCard } from './setting-card';
import { SETTING_WORDS } from './setting-words';

export function SettingsPage() {
  const { data, error } = useQuery({
    queryKey: settingsKey,
    queryFn: () => studioFetch<SettingView[]>('/api/admin/settings'),
  });
  return (
    <>
      <PlaceHead title="Settings" note="For everybody in this installation. Each takes effect at once." />
      <Failure error={error} />
      {!data && <Skeleton className="h-120 rounded-card" />}
      {data?.map((setting) => (
        <SettingCard
          key={`${setting.key} ${setting.version}`}
          setting={setting}
          words={SETTING_WORDS[setting.key]}
        />
      ))}
    </>
  );
}
