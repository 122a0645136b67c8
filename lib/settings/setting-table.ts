import { z } from 'zod';
import { GB } from '@/lib/files/format-bytes';

const bytes = z
  .number()
  .int()
  .min(0)
  .max(1e6 * GB);
const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?$/, 'Write hosts as example.com or example.com:8443.');

/** Tabs that can be hidden, by the word `--always-hide-tabs` uses for them. */
export const HIDEABLE_TABS = [
  'txt2img',
  'img2img',
  'extras',
  'pnginfo',
  'gallery',
  'queue',
  'models',
  'files',
  'extensions',
  'settings',
  'usage',
  'help',
] as const;

/** Every setting of the installation: what it may be, and what it is until somebody changes it. */
export const SETTINGS = {
  hiddenTabs: {
    schema: z.array(z.enum(HIDEABLE_TABS)).max(20),
    initial: [] as (typeof HIDEABLE_TABS)[number][],
  },
  /** `invitation`: only whom an admin invites or adds. `provider`: also whoever the OpenID provider lets in. */
  registration: {
    schema: z.enum(['invitation', 'provider']),
    initial: 'provider' as 'invitation' | 'provider',
  },
  /** The largest file anybody may upload, bytes. */
  uploadLimitBytes: { schema: bytes, initial: 16 * GB },
  /** What a person may store when nothing else is said for them, bytes; null: as much as there is room. */
  defaultQuotaBytes: { schema: bytes.nullable(), initial: null as number | null },
  /** Hosts that pictures and models may be fetched from though they are on a private network. */
  allowedHosts: { schema: z.array(host).max(200), initial: [] as string[] },
  /** Censor pornographic pictures; null: as the start flag says. */
  censor: { schema: z.boolean().nullable(), initial: null as boolean | null },
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type Settings = { [K in SettingKey]: (typeof SETTINGS)[K]['initial'] };

export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(SETTINGS, key);
