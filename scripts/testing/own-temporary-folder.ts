/** Gives a run of unit tests a temporary folder of its own, so that nothing of it stays behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function ownTemporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'atelier-unit-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
