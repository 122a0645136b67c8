import { AppError } from '@/lib/errors';
import { useSecondFactor, wrongCode } from './second-factor';
import { SECOND_FACTOR_NEEDED } from './second-factor-needed';
import { beginSession, type Origin } from './sessions';
import { type Account, type Credentials, checkCredentials, recordFailure } from './sign-in';
import { clearAttempt, withdrawAttempt } from './sign-in-limit';

/**
 * Signs a person in with name, password and, where the account asks for it, a code; begins their session.
 * Throws AppError 401 `wrong_credentials`, `second_factor_needed`, `wrong_code`; 429.
 */
export async function signInPerson(
  credentials: Credentials & { code?: string },
  origin: Origin,
): Promise<{ account: Account; sessionId: string }> {
  const { account, attempt } = await checkCredentials(credentials, origin.address);
  if (account.twoFactor) {
    const code = credentials.code?.trim();
    if (!code) {
      // The password was right: this is no guess. Failures before it stay, or codes could be guessed for ever.
      await withdrawAttempt(attempt);
      throw new AppError({ code: 'second_factor_needed', status: 401, message: SECOND_FACTOR_NEEDED });
    }
    if (!(await useSecondFactor(account.id, code, origin.address))) {
      await recordFailure(account.name, account, origin.address, 'wrong code');
      throw wrongCode(401);
    }
  }
  await clearAttempt(attempt);
  return { account, sessionId: await beginSession(account.id, 'password', origin) };
}
