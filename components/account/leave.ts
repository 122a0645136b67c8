import { signOut } from 'next-auth/react';

/** Signs out and forgets what was typed: the next person at this screen may be someone else. */
export async function leave(): Promise<void> {
  sessionStorage.clear();
  await signOut({ callbackUrl: '/sign-in' });
}
