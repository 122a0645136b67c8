import type { Caller } from '@/lib/auth';
import { mayEver } from '@/lib/auth/permissions';
import { config } from '@/lib/config';
import { readSettings } from '@/lib/settings/settings';
import { mayUseFiles } from './may-use-files';

/** Addresses of tabs this person does not see: hidden by the start flag or the settings, or not for their role. */
export async function hiddenTabs(user: Caller): Promise<string[]> {
  const { hiddenTabs } = await readSettings();
  const named = [...config().alwaysHideTabs, ...hiddenTabs].map((tab) => `/${tab.toLowerCase()}`);
  return [
    ...named,
    ...(mayUseFiles(user) ? [] : ['/files']),
    ...(mayEver(user, 'pictures.own') ? [] : ['/gallery', '/extras']),
    ...(mayEver(user, 'jobs.own') ? [] : ['/txt2img', '/img2img', '/pnginfo', '/queue']),
    ...(mayEver(user, 'models.read') ? [] : ['/models']),
    ...(mayEver(user, 'options.own') ? [] : ['/extensions', '/settings']),
  ];
}
