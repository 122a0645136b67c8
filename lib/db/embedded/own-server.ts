import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@/lib/errors';
import { databaseUrl } from './address';
import { type Cluster, openCluster } from './cluster';
import { type Hold, type Holder, type Purpose, takeHold } from './hold';
import { findPostmaster, type Postmaster, stopPostmaster } from './postmaster';
import { type EmbeddedServer, type StartOptions, startServer } from './server';

/** A server of ours, and the sign on its door. */
export interface OwnServer {
  server: EmbeddedServer;
  hold: Hold;
}

const LONGEST_WAIT_MS = 30_000;

/**
 * Starts the embedded server in `directory` for this process alone. A server that a killed process left behind is
 * stopped first; a command that uses it for a moment is waited for.
 *
 * @throws AppError `already_running` when another Atelier runs on the directory.
 */
export async function startOwnServer(
  directory: string,
  purpose: Purpose,
  options: StartOptions & { durable?: boolean },
): Promise<OwnServer> {
  const cluster = await openCluster(directory, { durable: options.durable ?? true });
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const outcome = await tryToOwn(cluster, purpose, options);
    if ('server' in outcome) return outcome;
    if (outcome.holder?.purpose === 'server' || Date.now() > deadline)
      throw alreadyRunning(directory, outcome.holder);
    // Two starters that met must not meet again in step.
    await delay(50 + Math.random() * 150);
  }
}

/** One round: take over what is there, or start. Without a server in the answer, look again later. */
async function tryToOwn(
  cluster: Cluster,
  purpose: Purpose,
  options: StartOptions,
): Promise<OwnServer | { holder: Holder | null }> {
  const found = findPostmaster(cluster.path, cluster.passwordFile);
  if (found) return { holder: await endLeftOver(cluster, found, purpose) };
  let server: EmbeddedServer;
  try {
    server = await startServer(cluster, options);
  } catch (error) {
    if (error instanceof AppError && error.code === 'database_running') return { holder: null };
    throw error;
  }
  // Another starter may have taken ours for a left-over one meanwhile; then it is on its way down.
  const hold = await takeHold(server.url, purpose).catch(() => null);
  if (hold && 'release' in hold) return { server, hold };
  await server.stop();
  return { holder: hold };
}

/** Stops a server nobody holds. @returns who holds it otherwise */
async function endLeftOver(cluster: Cluster, found: Postmaster, purpose: Purpose): Promise<Holder | null> {
  if (!found.ready) return null;
  let hold: Hold | Holder;
  try {
    hold = await takeHold(databaseUrl(found.address), purpose);
  } catch (error) {
    // Just going down: look again. Closed to this account: waiting does not help.
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return null;
    throw notOurs(cluster.directory, error);
  }
  if (!('release' in hold)) return hold;
  try {
    await stopPostmaster(found.pid, cluster.path, cluster.binaries.pg_ctl);
  } finally {
    await hold.release().catch(() => {});
  }
  return null;
}

const alreadyRunning = (directory: string, holder: Holder | null) =>
  new AppError({
    code: 'already_running',
    status: 409,
    message: `Atelier already runs on this data directory (${directory}${holder?.pid ? `, process ${holder.pid}` : ''}). Use it, stop it, or start this one with another --data-dir.`,
  });

const notOurs = (directory: string, cause: unknown) =>
  new AppError({
    code: 'database_account',
    status: 500,
    message: `The database in ${directory} is run by another account. Use the account that runs Atelier.`,
    cause,
  });
