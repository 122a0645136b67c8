import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { name, password, token, url } from './calls';

/** A program for Node, as it was fetched. */
export function nodeClient<Client>(program: string): Client {
  return createRequire(join(process.env.INTEROP_CLIENTS!, 'package.json'))(program) as Client;
}

export const hasPython = Boolean(process.env.INTEROP_PYTHON);

/** Runs the tests of a Python client, beside this file. Resolves with what was printed; throws with it when one failed. */
export function runPython(module: string): Promise<string> {
  const child = spawn(process.env.INTEROP_PYTHON!, ['-m', 'unittest', module], {
    cwd: import.meta.dirname,
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: '1',
      INTEROP_URL: url,
      INTEROP_NAME: name,
      INTEROP_PASSWORD: password,
      INTEROP_TOKEN: token,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(output))));
  });
}
