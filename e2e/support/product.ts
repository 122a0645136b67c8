import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export const ADMIN = { name: 'admin', password: 'correct horse battery' };

/** The real thing, as `npm start` starts it, in a data directory of its own. */
export interface Product {
  url: string;
  dataDir: string;
  /** What it printed so far. */
  printed: () => string;
  /** Runs `atelier <args>` on this installation; answers what it printed. */
  atelier: (args: string[], input?: string) => Promise<string>;
  /** Ends the process that answers browsers, as a crash would; it is started again by itself. */
  killWeb: () => Promise<void>;
  stop: () => Promise<void>;
}

const LONGEST_START_MS = 120_000;

export async function startProduct({ adminPassword }: { adminPassword?: string }): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atelier-e2e-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const environment: NodeJS.ProcessEnv = { ...process.env, ATELIER_ADMIN_PASSWORD: adminPassword };
  // The product decides these itself; those of the test run would leak in.
  for (const name of ['NODE_ENV', 'DATABASE_URL', 'ATELIER_CONFIG', 'NODE_OPTIONS']) delete environment[name];

  let output = '';
  const child = spawn(
    process.execPath,
    ['dist/supervisor.mjs', '--port', String(port), '--data-dir', dataDir],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  await untilReady(child, url, () => output);
  return {
    url,
    dataDir,
    printed: () => output,
    atelier: (args, input = '') => runCli([...args, '--data-dir', dataDir], environment, input),
    killWeb: async () => void process.kill(await latestWebPid(dataDir), 'SIGKILL'),
    stop: async () => {
      await ended(child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(child: ChildProcess, url: string, printed: () => string): Promise<void> {
  const deadline = Date.now() + LONGEST_START_MS;
  // The line with the address is printed last, when everything runs.
  while (!printed().includes(url) || !(await answers(`${url}/internal/ping`))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill();
      throw new Error(`The product did not start (exit code ${child.exitCode}):\n${printed()}`);
    }
    await delay(50);
  }
}

/** Of the latest line in its log that says that it is ready. */
async function latestWebPid(dataDir: string): Promise<number> {
  const lines = (await readFile(join(dataDir, 'logs', 'web.log'), 'utf8')).split('\n');
  const ready = lines.findLast((line) => line.includes('"web is ready"'));
  return JSON.parse(ready ?? '{}').pid;
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const end = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  return end;
}

function runCli(args: string[], env: NodeJS.ProcessEnv, input: string): Promise<string> {
  const child = spawn(process.execPath, ['dist/cli.mjs', ...args], { env, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`atelier ${args.join(' ')}: ${output}`)),
    );
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject()));
    });
  });
}
