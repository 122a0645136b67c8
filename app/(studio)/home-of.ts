import type { Caller } from '@/lib/auth';
import { hiddenTabs } from './hidden-tabs';

const PLACES = ['/txt2img', '/usage', '/files'];

/** Where somebody's day begins: with making pictures, or the first place they have. */
export async function homeOf(user: Caller): Promise<string> {
  const hidden = await hiddenTabs(user);
  return PLACES.find((place) => !hidden.includes(place)) ?? '/account';
}
