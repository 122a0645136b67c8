import pg from 'pg';

/** A process that froze inside a transaction holds its rows no longer than this: others may rescue its job then. */
const STALLED_MS = 30_000;

const held = globalThis as { atelierPool?: pg.Pool };

/** The process's connection pool on `DATABASE_URL`. The supervisor sets it, also for the embedded server. */
export function databasePool(): pg.Pool {
  if (!held.atelierPool) {
    const connectionString = process.env.DATABASE_URL;
    if (!connectionString) throw new Error('DATABASE_URL is not set; start with `npm start`.');
    held.atelierPool = new pg.Pool({
      connectionString,
      max: 10,
      idle_in_transaction_session_timeout: STALLED_MS,
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    held.atelierPool.on('error', () => {});
    // The same for one that breaks between two queries of a transaction; the next query says so.
    held.atelierPool.on('connect', (client) => client.on('error', () => {}));
  }
  return held.atelierPool;
}

/** Closes the pool, for a process that ends. */
export async function closeDatabasePool(): Promise<void> {
  const pool = held.atelierPool;
  held.atelierPool = undefined;
  await pool?.end();
}

/**
 * Runs `work` in one transaction; rolls back when it throws.
 * @param lock name of an advisory lock that it holds from its first statement to its end; taken with its beginning, in one
 *   question to the database
 */
export async function inTransaction<T>(
  work: (client: pg.PoolClient) => Promise<T>,
  lock?: string,
): Promise<T> {
  const locked = lock === undefined ? '' : `; SELECT pg_advisory_xact_lock(${lockKey(lock)})`;
  const client = await databasePool().connect();
  let broken: Error | undefined;
  try {
    await client.query(`BEGIN${locked}`);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const lockKey = (name: string) => `hashtextextended(${pg.escapeLiteral(name)}, 0)`;
