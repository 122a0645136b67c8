import { HIDEABLE_TABS, type SettingKey } from '@/lib/settings/setting-table';
import type { SelectOption } from '../../ui/select';

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

const TAB_NAMES: Record<(typeof HIDEABLE_TABS)[number], string> = {
  txt2img: 'Txt2img',
  img2img: 'Img2img',
  extras: 'Extras',
  pnginfo: 'PNG Info',
  gallery: 'Gallery',
  models: 'Models',
  files: 'Files',
  usage: 'My usage',
};

export const SETTING_WORDS: Record<SettingKey, SettingWords> = {
  registration: {
    title: 'Who gets an account',
    note: 'People with an invitation always do. With an OpenID provider, its people can come on their own.',
    control: {
      kind: 'choice',
      label: 'Accounts',
      options: [
        { value: 'provider', label: 'Also whoever the provider lets in' },
        { value: 'invitation', label: 'Only whom an admin invites or adds' },
      ],
    },
  },
  hiddenTabs: {
    title: 'Hidden tabs',
    note: 'Places nobody sees, besides those the start flag hides.',
    control: {
      kind: 'many',
      options: HIDEABLE_TABS.map((value) => ({ value, label: TAB_NAMES[value] })),
    },
  },
  defaultQuotaBytes: {
    title: 'Storage of a person',
    note: 'What everybody may keep unless their own number says otherwise.',
    control: { kind: 'gigabytes', none: 'As much as there is room' },
  },
  uploadLimitBytes: {
    title: 'Largest upload',
    note: 'No single file may be larger.',
    control: { kind: 'gigabytes', none: null },
  },
  allowedHosts: {
    title: 'Trusted hosts',
    note: 'Pictures and models may be fetched from these though they are on the private network. One a line.',
    control: { kind: 'lines', label: 'Hosts', placeholder: 'nas.studio.lan:8443' },
  },
  censor: {
    title: 'Censor',
    note: 'Cover pornographic pictures before anybody sees them.',
    control: {
      kind: 'choice',
      label: 'Censor pictures',
      options: [
        { value: 'null', label: 'As the start flag says' },
        { value: 'true', label: 'On' },
        { value: 'false', label: 'Off' },
      ],
    },
  },
};
