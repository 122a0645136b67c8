import { createHmac, randomBytes } from 'node:crypto';
import { canonicalName } from './account-rules';
import type { Caller } from './caller';
import { type Credentials, openAccount, type SignedIn, signIn } from './sign-in';

const LIFETIME_MS = 5 * 60 * 1000;
const MOST = 1000;

interface Entry {
  signedIn: Promise<SignedIn>;
  until: number;
}

const entries = new Map<string, Entry>();
const key = randomBytes(32);

function digestOf({ name, password }: Credentials): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([name, password]))
    .digest('base64');
}

/**
 * Like signIn, for programs that send name and password with every call: a pair that was right is remembered for five
 * minutes, as a keyed digest, so that not each call pays for scrypt. The account is read each time, so a changed
 * password or a disabled account counts at once. Calls at the same time share one check.
 */
export async function signInRemembered(credentials: Credentials, address: string): Promise<Caller> {
  const name = canonicalName(credentials.name);
  const digest = digestOf({ name, password: credentials.password });
  const known = entries.get(digest);
  if (known && known.until > Date.now()) {
    const { passwordHash } = await known.signedIn;
    const account = await openAccount(name);
    if (account?.passwordHash === passwordHash)
      return { id: account.id, name: account.name, role: account.role };
  }

  const entry: Entry = { signedIn: signIn(credentials, address), until: Date.now() + LIFETIME_MS };
  entries.delete(digest);
  entries.set(digest, entry);
  const [oldest] = entries.keys();
  if (entries.size > MOST && oldest !== undefined) entries.delete(oldest);
  try {
    return (await entry.signedIn).caller;
  } catch (error) {
    if (entries.get(digest) === entry) entries.delete(digest);
    throw error;
  }
}
