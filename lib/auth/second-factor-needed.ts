/** What the sign-in page is answered when the password was right and a code is still missing. Its form knows it by heart. */
export const SECOND_FACTOR_NEEDED =
  'Type the six digits that your authenticator app shows, or a recovery code.';
