'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Plain } from '@/lib/audit/canonical-json';
import type { SettingView } from '@/lib/settings/settings';
import { Panel } from '../../place/panel';
import { useTimes } from '../../place/use-times';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { toast } from '../../ui/toast';
import { settingsKey } from '../admin-keys';
import { useAct } from '../use-act';
import { SettingControl } from './setting-control';
import type { SettingWords } from './setting-words';

/** One setting. What is typed is saved with a click; if somebody else was faster, it says who and keeps what was typed. */
export function SettingCard({ setting, words }: { setting: SettingView; words: SettingWords }) {
  const t = useTranslations('admin');
  const times = useTimes();
  const acts = useTranslations('acts');
  const [value, setValue] = useState<Plain>(setting.value);
  const save = useAct(settingsKey, () => toast(acts('saved')));
  const changed = JSON.stringify(value) !== JSON.stringify(setting.value);
  const path = `/api/admin/settings/${setting.key}`;
  return (
    <Panel
      title={words.title}
      note={words.note}
      action={
        setting.updatedBy &&
        setting.updatedAt && (
          <span className="text-small text-faint">
            {t('settings.changed', { name: setting.updatedBy, ago: times.ago(setting.updatedAt) })}
          </span>
        )
      }
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-full max-w-100 min-w-0">
          <SettingControl control={words.control} value={value} onChange={setValue} />
        </div>
        {changed && (
          <>
            <Button
              look="accent"
              disabled={save.isPending}
              onClick={() => save.mutate({ method: 'PUT', path, body: { version: setting.version, value } })}
            >
              {acts('save')}
            </Button>
            <Button onClick={() => setValue(setting.value)}>{acts('undo')}</Button>
          </>
        )}
      </div>
      <div className="mt-2">
        <Failure error={save.error} />
      </div>
    </Panel>
  );
}
