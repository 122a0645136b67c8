/** Sessions for tests. */
import { cookieOfSession } from './session';
import { beginSession } from './sessions';

/** The cookie of a new session of this person. */
export async function sessionCookie(userId: string): Promise<string> {
  const origin = { address: '192.0.2.1', userAgent: 'test' };
  return cookieOfSession(userId, await beginSession(userId, 'password', origin));
}
