import { createHmac, randomBytes } from 'node:crypto';
import { canonicalName } from './account-rules';
import type { Caller } from './caller';
import type { PersonRow } from './caller-row';
import { type Account, type Credentials, openAccount, signInProgram } from './sign-in';

const LIFETIME_MS = 5 * 60 * 1000;
const MOST = 1000;

interface Entry {
  signedIn: Promise<Account>;
  until: number;
}

const entries = new Map<string, Entry>();
const key = randomBytes(32);

function digestOf({ name, password }: Credentials): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([name, password]))
    .digest('base64');
}

const callerOf = ({ id, name, role, leads }: PersonRow): Caller => ({
  id,
  name,
  role,
  leads,
  by: 'password',
  sessionId: null,
  scopes: [],
  viewedBy: null,
});

/**
 * Signs in programs that send name and password with every call: a pair that was right is remembered for five minutes,
 * as a keyed digest, so that not each call pays for scrypt. The account is read each time, so a changed password, a
 * second factor or a disabled account counts at once. Calls at the same time share one check.
 */
export async function signInRemembered(credentials: Credentials, address: string): Promise<Caller> {
  const name = canonicalName(credentials.name);
  const digest = digestOf({ name, password: credentials.password });
  const known = entries.get(digest);
  if (known && known.until > Date.now()) {
    const { passwordHash } = await known.signedIn;
    const account = await openAccount(name);
    if (account && account.passwordHash === passwordHash && !account.twoFactor) return callerOf(account);
  }

  const entry: Entry = { signedIn: signInProgram(credentials, address), until: Date.now() + LIFETIME_MS };
  entries.delete(digest);
  entries.set(digest, entry);
  const [oldest] = entries.keys();
  if (entries.size > MOST && oldest !== undefined) entries.delete(oldest);
  try {
    return callerOf(await entry.signedIn);
  } catch (error) {
    if (entries.get(digest) === entry) entries.delete(digest);
    throw error;
  }
}
