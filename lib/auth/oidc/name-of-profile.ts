import { isUserName } from '@/lib/data-dir/user-name';
import { canonicalName } from '../account-rules';
import type { OidcProfile } from './provider';

/** The user name a profile suggests, in the form of ours; null when nothing in it can be one. */
export function nameOfProfile({ preferred_username, email }: OidcProfile): string | null {
  for (const text of [preferred_username, email, email?.split('@')[0]]) {
    if (typeof text !== 'string') continue;
    const plain = canonicalName(text.normalize('NFKD').replace(/\p{M}/gu, ''))
      .replace(/[^a-z0-9._@+-]+/g, '-')
      .replace(/^[^a-z0-9]+|[^a-z0-9_-]+$/g, '');
    if (isUserName(plain)) return plain;
  }
  return null;
}
