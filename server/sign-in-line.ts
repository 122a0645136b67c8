/** The last line of a start: how to get in. */
export function signInLine(url: string, setupPath: string | null, adminPassword: string | undefined): string {
  if (setupPath) return `Set the password of admin first, with this link (it works once): ${url}${setupPath}`;
  if (adminPassword) return 'Sign in as admin with the password from ATELIER_ADMIN_PASSWORD.';
  return 'Sign in with your account.';
}
