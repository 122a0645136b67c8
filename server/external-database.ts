import pg from 'pg';
import { AppError } from '@/lib/errors';

/** @throws AppError `database_unreachable` when `DATABASE_URL` leads to no database we may use. */
export async function assertReachable(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new AppError({
      code: 'database_unreachable',
      status: 500,
      message: `The database of DATABASE_URL can’t be used: ${message || code}. Start it, correct DATABASE_URL, or unset it to use the embedded one.`,
      cause,
    });
  } finally {
    await client.end().catch(() => {});
  }
}
