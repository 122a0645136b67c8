import type { FirstStart } from '@/lib/auth/first-start';

/** The last line of a start: how to get in. */
export function signInLine(
  url: string,
  { setupPath, passwordSet }: FirstStart,
  isPasswordGiven: boolean,
): string {
  if (setupPath) return `Set the password of admin first, with this link (it works once): ${url}${setupPath}`;
  if (passwordSet) return 'Sign in as admin with the password from ATELIER_ADMIN_PASSWORD.';
  if (isPasswordGiven)
    return 'Sign in with your account. (ATELIER_ADMIN_PASSWORD changes nothing: there is an admin.)';
  return 'Sign in with your account.';
}
