import { cookies } from 'next/headers';
import type { Caller } from './caller';
import { callerOfCookies } from './session';

/** Who looks at the page, for server components; null when nobody is signed in. */
export async function currentUser(): Promise<Caller | null> {
  const store = await cookies();
  return callerOfCookies((name) => store.get(name)?.value);
}
