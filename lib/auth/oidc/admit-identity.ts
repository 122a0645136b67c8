import type pg from 'pg';
import { recordAct } from '@/lib/audit/record-act';
import { config } from '@/lib/config';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { readSettings } from '@/lib/settings/settings';
import { followTeams, teamNamesOf } from '@/lib/teams/follow-teams';
import { actorOf } from '../actor';
import type { Caller } from '../caller';
import { insertUser } from '../users';
import { nameOfProfile } from './name-of-profile';
import type { OidcProfile } from './provider';
import { OidcRefused } from './refusals';

export interface Admitted {
  id: string;
  name: string;
}

interface Known extends Admitted {
  closed: boolean;
}

/**
 * Whose account an identity opens: the one it is connected to, or else that of `caller` (somebody signed in connects it
 * on the account page), or else a new one when the installation's registration allows. Teams follow the claim.
 * Throws OidcRefused.
 */
export async function admitIdentity(
  profile: OidcProfile,
  caller: Caller | null,
  address: string,
): Promise<Admitted> {
  const { issuer, teamClaim } = config().oidc!;
  const { registration } = await readSettings();
  return inTransaction(async (client) => {
    // The same person may come twice at once, for the first time.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `identity:${issuer}:${profile.sub}`,
    ]);
    const known = await findKnown(client, issuer, profile.sub);
    if (known?.closed) throw new OidcRefused('oidc_disabled');
    if (known && caller && known.id !== caller.id) throw new OidcRefused('oidc_linked_elsewhere');
    if (!known && !caller && registration === 'invitation') throw new OidcRefused('oidc_not_invited');
    const person = known ?? caller ?? (await addPerson(client, profile, address));
    if (!known) await link(client, issuer, profile.sub, person, address);
    if (teamClaim) {
      const actor = { id: null, name: new URL(issuer).host, address };
      await followTeams(client, actor, person, teamNamesOf(profile[teamClaim]));
    }
    return { id: person.id, name: person.name };
  });
}

/** The account an identity is connected to, unless it is closed; null when there is none. */
export async function userOfIdentity(subject: string): Promise<Admitted | null> {
  const known = await findKnown(databasePool(), config().oidc!.issuer, subject);
  return known && !known.closed ? known : null;
}

async function findKnown(
  client: pg.Pool | pg.PoolClient,
  issuer: string,
  subject: string,
): Promise<Known | undefined> {
  const { rows } = await client.query<Known>(
    `SELECT u.id, u.name, (u.disabled_at IS NOT NULL OR u.deleted_at IS NOT NULL) AS closed
     FROM identity i JOIN user_account u ON u.id = i.user_id WHERE i.issuer = $1 AND i.subject = $2`,
    [issuer, subject],
  );
  return rows[0];
}

async function link(
  client: pg.PoolClient,
  issuer: string,
  subject: string,
  person: Admitted,
  address: string,
): Promise<void> {
  await client.query('INSERT INTO identity (issuer, subject, user_id) VALUES ($1, $2, $3)', [
    issuer,
    subject,
    person.id,
  ]);
  await recordAct(client, {
    action: 'identity.linked',
    actor: actorOf(person, address),
    target: { kind: 'person', id: person.id, name: person.name },
    after: { issuer, subject },
  });
}

async function addPerson(client: pg.PoolClient, profile: OidcProfile, address: string): Promise<Admitted> {
  const name = nameOfProfile(profile);
  if (!name) throw new OidcRefused('oidc_no_name');
  const email = profile.email_verified === true ? await freeEmail(client, profile.email) : null;
  try {
    const person = await insertUser(client, {
      name,
      role: 'member',
      passwordHash: null,
      displayName: typeof profile.name === 'string' ? profile.name.replaceAll('\0', '').slice(0, 100) : null,
      email,
    });
    await recordAct(client, {
      action: 'person.added',
      actor: actorOf(person, address),
      target: { kind: 'person', id: person.id, name },
      after: { role: 'member', by: 'OpenID Connect' },
    });
    return person;
  } catch (error) {
    // Whoever has that name has a password for it; a provider's word does not open their account.
    if (error instanceof AppError && error.code === 'user_exists') throw new OidcRefused('oidc_name_taken');
    throw error;
  }
}

async function freeEmail(client: pg.PoolClient, email: string | undefined): Promise<string | null> {
  if (typeof email !== 'string' || email.length > 320 || email.includes('\0')) return null;
  const { rowCount } = await client.query('SELECT 1 FROM user_account WHERE email = $1', [
    email.toLowerCase(),
  ]);
  return rowCount ? null : email;
}
