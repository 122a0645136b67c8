import type { Words } from '@/lib/i18n/words';
import { HIDEABLE_TABS, type SettingKey } from '@/lib/settings/setting-table';
import type { SelectOption } from '../../ui/select-option';

/** How a setting is edited: its title, what it does, and the control. */
export interface SettingWords {
  title: string;
  note: string;
  control:
    | { kind: 'choice'; label: string; options: SelectOption[] }
    | { kind: 'many'; options: readonly { value: string; label: string }[] }
    | { kind: 'gigabytes'; none: string | null }
    | { kind: 'lines'; label: string; placeholder: string };
}

/** What the settings page says of each setting. */
export function settingWords(key: SettingKey, t: Words<'admin'>, tabs: Words<'frame.tabs'>): SettingWords {
  const said = { title: t(`settings.${key}.title`), note: t(`settings.${key}.note`) };
  switch (key) {
    case 'registration':
      return {
        ...said,
        control: {
          kind: 'choice',
          label: t('settings.registration.label'),
          options: [
            { value: 'provider', label: t('settings.registration.provider') },
            { value: 'invitation', label: t('settings.registration.invitation') },
          ],
        },
      };
    case 'hiddenTabs':
      return {
        ...said,
        control: {
          kind: 'many',
          options: HIDEABLE_TABS.map((value) => ({ value, label: tabs(value) })),
        },
      };
    case 'defaultQuotaBytes':
      return { ...said, control: { kind: 'gigabytes', none: t('settings.defaultQuotaBytes.none') } };
    case 'uploadLimitBytes':
      return { ...said, control: { kind: 'gigabytes', none: null } };
    case 'allowedHosts':
      return {
        ...said,
        control: {
          kind: 'lines',
          label: t('settings.allowedHosts.label'),
          placeholder: 'nas.studio.lan:8443',
        },
      };
    case 'censor':
      return {
        ...said,
        control: {
          kind: 'choice',
          label: t('settings.censor.label'),
          options: [
            { value: 'null', label: t('settings.censor.usual') },
            { value: 'true', label: t('settings.censor.on') },
            { value: 'false', label: t('settings.censor.off') },
          ],
        },
      };
  }
}
