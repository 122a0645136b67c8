import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How a copied example is run. */
const RUNNERS: Record<string, { file: string; command: string[] }> = {
  JavaScript: { file: 'example.mjs', command: [process.execPath] },
  Python: { file: 'example.py', command: ['python3'] },
  curl: { file: 'example.sh', command: ['sh'] },
};

/** Runs a copied example in a folder of its own; answers the picture it saved, or null where the language is not installed. */
export async function runExample(language: string, code: string, token: string): Promise<Buffer | null> {
  const { file, command } = RUNNERS[language]!;
  const folder = await mkdtemp(join(tmpdir(), 'atelier-example-'));
  try {
    await writeFile(join(folder, file), code);
    await run(command[0]!, [...command.slice(1), file], {
      cwd: folder,
      env: { ...process.env, ATELIER_TOKEN: token },
    });
    return await readFile(join(folder, 'cat.png'));
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' &&
      (error as { syscall?: string }).syscall?.startsWith('spawn')
    )
      return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}
