import type { Caller } from '@/lib/auth';
import { startPage } from '@/lib/options';
import { hiddenTabs } from './hidden-tabs';

const PLACES = ['/txt2img', '/usage', '/files'];

/** Where somebody's day begins: where they said, else with making pictures, else at the first place they have. */
export async function homeOf(user: Caller): Promise<string> {
  const [hidden, wished] = await Promise.all([hiddenTabs(user), startPage(user.id)]);
  return [`/${wished}`, ...PLACES].find((place) => !hidden.includes(place)) ?? '/account';
}
