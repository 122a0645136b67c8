/** Gives a run of tests a temporary folder of its own. What a test leaves in it is a failure of the run, and removed. */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The transpiler's cache for the processes that tests start. */
const CACHE = /^(tsx-\w+|node-compile-cache)$/;

export default function ownTemporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'atelier-tests-'));
  // The database's account must be able to pass when the tests run as root.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => {
    const left = readdirSync(folder).filter((name) => !CACHE.test(name));
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    // What is thrown while Vitest closes is shown, and does not count.
    process.exitCode = 1;
    throw new Error(
      `Tests left ${left.length} entries in their temporary folder: ${left.slice(0, 10).join(', ')}.`,
    );
  };
}
