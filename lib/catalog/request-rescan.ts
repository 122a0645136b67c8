import { databasePool } from '@/lib/db/pool';

/** Asks the workers to look at the model folders now. */
export const CATALOG = 'catalog';

/** Has the checkpoint folder read again soon, by whichever worker is free to. */
export async function requestRescan(): Promise<void> {
  await databasePool().query(`SELECT pg_notify('${CATALOG}', 'rescan')`);
}
