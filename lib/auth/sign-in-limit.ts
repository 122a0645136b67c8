import type { PoolClient } from 'pg';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';

/** Failures older than this are forgotten. */
const MEMORY_SECONDS = 60 * 60;
const LONGEST_WAIT_SECONDS = 5 * 60;
/** So many failures cost nothing; then the wait is 1, 2, 4 … seconds after each. Many people may share an address. */
const FREE = { account: 5, address: 30 } as const;

type Kind = keyof typeof FREE;
interface Subject {
  kind: Kind;
  key: string;
}

/** Seconds to wait after the last of `failures` failures. */
export function waitAfter(kind: Kind, failures: number): number {
  if (failures < FREE[kind]) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(failures - FREE[kind], 20));
}

/** A sign-in under way. It counts as failed until it is cleared. */
export interface Attempt {
  ids: string[];
  account: string;
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

/** What a sign-in that comes too soon is answered with. `seconds` is for the Retry-After header. */
export class TooManyAttempts extends AppError {
  readonly seconds: number;

  constructor(seconds: number) {
    super({
      code: 'too_many_attempts',
      status: 429,
      message: `Too many failed attempts. Wait ${inWords(seconds)}, then try again.`,
    });
    this.seconds = seconds;
  }
}

async function secondsToWait(client: PoolClient, { kind, key }: Subject): Promise<number> {
  const { rows } = await client.query<{ failures: number; since: number | null }>(
    `SELECT count(*)::int AS failures, extract(epoch FROM clock_timestamp() - max(at))::float8 AS since
       FROM sign_in_failure WHERE subject = $1 AND at > clock_timestamp() - make_interval(secs => $2)`,
    [key, MEMORY_SECONDS],
  );
  const { failures, since } = rows[0] ?? { failures: 0, since: null };
  return since === null ? 0 : waitAfter(kind, failures) - since;
}

/**
 * Begins a sign-in: it counts as failed at once, so that a hundred guesses sent at the same time do not all pass
 * before the first has failed. Throws TooManyAttempts (429) while the account or the address has to wait; an attempt
 * refused in this way does not make the wait longer.
 */
export function beginAttempt(account: string, address: string): Promise<Attempt> {
  const subjects: Subject[] = [
    // PostgreSQL stores no NUL in text.
    { kind: 'account', key: `account:${account.slice(0, 64).replaceAll('\0', '')}` },
    { kind: 'address', key: `address:${address}` },
  ];
  return inTransaction(async (client) => {
    // Locks in one order for all, so that two sign-ins can't wait for each other.
    for (const { key } of subjects)
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    let wait = 0;
    for (const subject of subjects) wait = Math.max(wait, await secondsToWait(client, subject));
    if (wait > 0) throw new TooManyAttempts(Math.ceil(wait));
    await client.query(
      `DELETE FROM sign_in_failure WHERE subject = ANY($1) AND at <= clock_timestamp() - make_interval(secs => $2)`,
      [subjects.map(({ key }) => key), MEMORY_SECONDS],
    );
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO sign_in_failure (subject, at) SELECT unnest($1::text[]), clock_timestamp() RETURNING id::text`,
      [subjects.map(({ key }) => key)],
    );
    return { ids: rows.map(({ id }) => id), account: subjects[0]!.key };
  });
}

/** The sign-in was right: forgets the account's failures, and this attempt for the address (not its others). */
export async function clearAttempt({ ids, account }: Attempt): Promise<void> {
  await databasePool().query('DELETE FROM sign_in_failure WHERE id = ANY($1::bigint[]) OR subject = $2', [
    ids,
    account,
  ]);
}

/** Deletes what is too old to count, whoever it belongs to. */
export async function sweepSignInFailures(): Promise<void> {
  await databasePool().query(
    'DELETE FROM sign_in_failure WHERE at <= clock_timestamp() - make_interval(secs => $1)',
    [MEMORY_SECONDS],
  );
}

/** The attempt was no guess: it does not count, and nothing else is forgotten. */
export async function withdrawAttempt({ ids }: Attempt): Promise<void> {
  await databasePool().query('DELETE FROM sign_in_failure WHERE id = ANY($1::bigint[])', [ids]);
}
