import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '@/lib/errors';

/** How PostgreSQL's programs are started so that they do not run as root, which they refuse. */
export interface Account {
  /** Unset: as whoever runs Atelier. */
  uid?: number;
  gid?: number;
  /** Put before the command line. */
  prefix: readonly string[];
}

const NOBODY = 'nobody';

/**
 * Chooses the account. Not root: one's own. Root: the owner of the cluster that is there; for a new one `nobody`, or,
 * where a parent folder is closed to that account (`/root`), root itself in a user namespace where it has another number.
 *
 * @param cluster the cluster's folder, or null before there is one
 * @param needed absolute paths the account must reach
 * @throws AppError `database_account` when root can do neither.
 */
export function chooseAccount(cluster: string | null, needed: readonly string[]): Account {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const nobody = findAccount((fields) => fields[0] === NOBODY);
  if (cluster) {
    const owner = statSync(cluster);
    if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, prefix: [] };
  } else if (nobody && needed.every((path) => isReachable(path))) {
    return { ...nobody, prefix: [] };
  }
  const [program, ...rest] = inNamespace(nobody ?? { uid: 65534, gid: 65534 });
  if (spawnSync(program, [...rest, 'true']).status === 0) return { prefix: [program, ...rest] };
  throw new AppError({
    code: 'database_account',
    status: 500,
    message:
      'PostgreSQL does not run as root, and the account “nobody” can’t reach the data directory or the installation. Start Atelier as another account, choose a --data-dir that everyone can pass through (for example /var/lib/atelier), or set DATABASE_URL.',
  });
}

const inNamespace = ({ uid, gid }: { uid: number; gid: number }): [string, ...string[]] => [
  'unshare',
  '--user',
  `--map-user=${uid}`,
  `--map-group=${gid}`,
];

function findAccount(matches: (fields: string[]) => boolean): { uid: number; gid: number } | null {
  const rows = readFileSync('/etc/passwd', 'utf8').split('\n');
  const found = rows.map((row) => row.split(':')).find(matches);
  return found ? { uid: Number(found[2]), gid: Number(found[3]) } : null;
}

/** Whether everyone may pass through all folders above `path`. */
function isReachable(path: string): boolean {
  const parent = dirname(path);
  if (parent === path) return true;
  const entry = statSync(parent, { throwIfNoEntry: false });
  return (entry === undefined || (entry.mode & 0o001) !== 0) && isReachable(parent);
}
