/** Signs out and forgets what was typed: the next person at this screen may be someone else. */
export async function leave(): Promise<void> {
  sessionStorage.clear();
  // Needed once a day at most, so not part of a first load.
  const { signOut } = await import('next-auth/react');
  await signOut({ callbackUrl: '/sign-in' });
}
