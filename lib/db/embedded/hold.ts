import pg from 'pg';

/** Who may start and stop the embedded server of a data directory: `server` (npm start) or a `command`, for a moment. */
export type Purpose = 'server' | 'command';

export interface Holder {
  purpose: Purpose;
  pid: number;
}

export interface Hold {
  release(): Promise<void>;
}

/** Any number will do that is the only one of its kind in this database. */
const LOCK = 1096043596;

/**
 * Takes the data directory: an advisory lock, which PostgreSQL gives back when this process ends in whatever way.
 *
 * @returns the hold, or who has it
 */
export async function takeHold(url: string, purpose: Purpose): Promise<Hold | Holder> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `atelier ${purpose} ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // The server ending breaks it; without a listener that would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      LOCK,
    ]);
    if (rows[0]?.taken) return { release: () => client.end() };
    const holder = await findHolder(client);
    await client.end();
    return holder;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function findHolder(client: pg.Client): Promise<Holder> {
  const { rows } = await client.query<{ application_name: string }>(
    `SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)
     WHERE locktype = 'advisory' AND objid = $1 AND granted`,
    [LOCK],
  );
  const [, purpose, pid] = /^atelier (server|command) (\d+)$/.exec(rows[0]?.application_name ?? '') ?? [];
  return { purpose: purpose === 'command' ? 'command' : 'server', pid: Number(pid ?? 0) };
}
