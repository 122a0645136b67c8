/** Why a sign-in by OpenID Connect ended on the sign-in page, by the word in its address. */
const REFUSALS: Record<string, string> = {
  oidc_name_taken:
    'There is already an account with your name here. Sign in with its password and connect it on your account page.',
  oidc_not_invited:
    'You have no account here. Ask an admin to invite you, then connect it on your account page.',
  oidc_disabled: 'Your account is disabled. Ask an admin.',
  oidc_linked_elsewhere:
    'This identity is connected to another account. Disconnect it there, or ask an admin.',
  oidc_no_name:
    'The provider did not say a name that can be used here. Ask an admin to add an account for you.',
  OAuthSignin: 'The sign-in provider can’t be reached. Try again in a moment, or use your password.',
  OAuthCallback: 'The sign-in provider did not confirm who you are. Try again, or use your password.',
};

const OTHER = 'Signing in did not work. Try again, or use your password.';

/** The sentence for the sign-in page; null without an error. Any text may stand in the address, so none is repeated. */
export function refusalSentence(error: string | undefined): string | null {
  if (!error) return null;
  return Object.hasOwn(REFUSALS, error) ? REFUSALS[error]! : OTHER;
}

export type OidcRefusal =
  | 'oidc_name_taken'
  | 'oidc_not_invited'
  | 'oidc_disabled'
  | 'oidc_linked_elsewhere'
  | 'oidc_no_name';

/** Ends a sign-in; the page says why. */
export class OidcRefused extends Error {
  constructor(readonly reason: OidcRefusal) {
    super(reason);
  }
}
