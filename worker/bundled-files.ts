import { join } from 'node:path';
import { STARTER_FILE } from '@/lib/catalog/starter';

// In production this code lies in dist/*.mjs, in tests in worker/bundled-files.ts.
const isBundle = import.meta.url.endsWith('.mjs');

/** The engine process's program, and what Node needs to run it. */
export function engineProgram(): { modulePath: string; execArgv: string[] } {
  return isBundle
    ? { modulePath: join(import.meta.dirname, 'engine-process.mjs'), execArgv: ['--enable-source-maps'] }
    : { modulePath: join(import.meta.dirname, 'engine-process.ts'), execArgv: ['--import', 'tsx'] };
}

/** The checkpoint that comes with the program. */
export function starterFile(): string {
  const worker = isBundle ? join(import.meta.dirname, '..', 'worker') : import.meta.dirname;
  return join(worker, 'starter', STARTER_FILE);
}
