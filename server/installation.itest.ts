/** `npm start` for real, from the built tree: each process is killed the hard way, and what follows is looked at. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// Several processes start and end in each test.
vi.setConfig({ testTimeout: 180_000 });
const PATIENCE = { timeout: 60_000, interval: 50 };
const PASSWORD = 'correct horse battery';
const SMALLEST = { prompt: 'a dog', steps: 1, width: 64, height: 64 };
const KINDS = ['postgres', 'web', 'worker', 'engine'] as const;
type Kind = (typeof KINDS)[number];

let dataDir = '';
let port = 0;
let supervisor: ChildProcess | null = null;
let printed = '';

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'atelier-installation-'));
  port = await freePort();
});
afterAll(async () => {
  await stop('SIGTERM');
  for (const pid of everything()) process.kill(pid, 'SIGKILL');
  rmSync(dataDir, { recursive: true });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

/** Starts it without waiting; `supervisor` is the process. */
function launch(flags: string[] = []): ChildProcess {
  const environment: NodeJS.ProcessEnv = { ...process.env, ATELIER_ADMIN_PASSWORD: PASSWORD };
  // What the test runner sets is not what an installation is started with.
  for (const name of ['NODE_ENV', 'VITEST', 'DATABASE_URL', 'ATELIER_CONFIG', 'NODE_OPTIONS'])
    delete environment[name];
  const child = spawn(
    process.execPath,
    ['dist/supervisor.mjs', '--port', String(port), '--data-dir', dataDir, '--threads', '1', ...flags],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return child;
}

/** Brings it up, unless an earlier test left it running. */
async function start(...flags: string[]): Promise<void> {
  if (supervisor) return;
  printed = '';
  supervisor = launch(flags);
  await expect.poll(() => printed, PATIENCE).toContain(`http://localhost:${port}`);
  await expect.poll(draw, PATIENCE).toBe(200);
  await expect.poll(() => KINDS.map((kind) => pidsOf(kind).length), PATIENCE).toEqual([1, 1, 1, 1]);
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  const stopping = supervisor;
  supervisor = null;
  if (!stopping || stopping.exitCode !== null || stopping.signalCode !== null) return;
  stopping.kill(signal);
  await once(stopping, 'exit');
}

/** Asks for the smallest picture, which needs every process. @returns the status, 0 without an answer */
async function draw(): Promise<number> {
  const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const body = JSON.stringify(SMALLEST);
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/sdapi/v1/txt2img`, {
      method: 'POST',
      headers,
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

interface ProcessRow {
  pid: number;
  parent: number;
  command: string;
}

function processes(): ProcessRow[] {
  const table = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid && parent && command && !state?.startsWith('Z')
      ? [{ pid: Number(pid), parent: Number(parent), command }]
      : [];
  });
}

/** The processes of this installation, also those whose supervisor is gone. */
let known = new Set<number>();
function pidsOf(kind: Kind): number[] {
  const rows = processes();
  const alive = new Set(rows.map(({ pid }) => pid));
  const roots = new Set([supervisor?.pid, ...known]);
  const ours = rows.filter(
    ({ pid, parent, command }) => command.includes(dataDir) || roots.has(parent) || known.has(pid),
  );
  known = new Set(
    [...known, ...ours.map(({ pid }) => pid)].filter((pid) => alive.has(pid) && pid !== supervisor?.pid),
  );
  const sign =
    kind === 'postgres'
      ? `postgres -D ${dataDir}`
      : kind === 'engine'
        ? 'engine-process.mjs'
        : `dist/${kind}.mjs`;
  return ours.filter(({ command }) => command.includes(sign)).map(({ pid }) => pid);
}

const everything = () => KINDS.flatMap(pidsOf);

describe('kill -9', () => {
  test.each(KINDS)('of %s: it alone is started again', async (victim) => {
    await start();
    const [before] = pidsOf(victim);
    const others = KINDS.filter((kind) => kind !== victim && !(victim === 'worker' && kind === 'engine'));
    const untouched = others.map(pidsOf);
    process.kill(before!, 'SIGKILL');
    await expect.poll(() => pidsOf(victim), PATIENCE).not.toContain(before);
    await expect.poll(draw, PATIENCE).toBe(200);
    expect(KINDS.map((kind) => pidsOf(kind).length)).toEqual([1, 1, 1, 1]);
    expect(others.map(pidsOf)).toEqual(untouched);
  });

  test('of the supervisor: its processes end, and the next start finds nothing in its way', async () => {
    await start();
    const before = everything();
    await stop('SIGKILL');
    const [postgres] = pidsOf('postgres');
    await expect.poll(() => everything().filter((pid) => pid !== postgres), PATIENCE).toEqual([]);

    await start();
    expect(everything().filter((pid) => before.includes(pid))).toEqual([]);
    expect(printed).not.toContain('starting it again');
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends everything', async (signal) => {
  await start();
  await stop(signal);
  expect(everything()).toEqual([]);
  expect(printed).not.toContain('ended');
});

test('for programs only: no pages, the name of a service in front, every call in the log', async () => {
  await start('--nowebui', '--api-log');
  const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
  const ask = (path: string, body?: object) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization, 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
  const statuses = async (...paths: string[]) =>
    Promise.all(paths.map(async (path) => [path, (await ask(path)).status]));
  const served = [
    '/sdapi/v1/options',
    '/api/predict/shop/sdapi/v1/options',
    '/api/predict/my_shop-2/internal/ping',
    '/api/predict/shop/openapi.json',
    '/internal/ping',
    '/docs',
  ];
  expect(await statuses(...served)).toEqual(served.map((path) => [path, 200]));
  const closed = [
    '/',
    '/txt2img',
    '/sign-in',
    '/api/jobs',
    '/api/predict/shop/api/jobs',
    '/api/predict/shop/txt2img',
    '/api/predict/../api/jobs',
    '/sdapi/v1/server-kill',
    '/controlnet/version',
    '/internal/nothing',
  ];
  for (const path of closed) {
    const answer = await ask(path);
    expect([path, answer.status, await answer.text()]).toEqual([path, 404, '{"detail":"Not Found"}']);
  }
  const options = await ask('/sdapi/v1/options');
  expect(options.headers.get('content-encoding')).toBe('gzip');
  expect(options.headers.get('access-control-allow-origin')).toBeNull();
  const drawn = await ask('/sdapi/v1/txt2img', SMALLEST);
  expect([drawn.status, drawn.headers.get('content-encoding')]).toEqual([200, null]);
  const loras = await ask('/sdapi/v1/loras');
  expect([loras.headers.get('content-encoding'), await loras.json()]).toEqual([null, []]);
  await expect
    .poll(() => readFileSync(join(dataDir, 'logs', 'web.log'), 'utf8'), PATIENCE)
    .toMatch(/"path":"\/sdapi\/v1\/server-kill","status":404/);
});

test('a second start on the same data directory is told so, and the first one goes on', async () => {
  await start();
  const before = everything();
  const printedBefore = printed.length;
  const second = launch();
  const [code] = await once(second, 'exit');
  expect(code).toBe(1);
  expect(printed.slice(printedBefore)).toContain('Atelier already runs on this data directory');
  expect(everything()).toEqual(before);
  expect(await draw()).toBe(200);
});

test('a port that is taken is named, and nothing stays behind', async () => {
  await stop('SIGTERM');
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  try {
    printed = '';
    supervisor = launch();
    const [code] = await once(supervisor, 'exit');
    supervisor = null;
    expect(code).toBe(1);
    expect(printed).toContain(`Port ${port} is used by another program`);
    expect(everything()).toEqual([]);
  } finally {
    other.close();
    await once(other, 'close');
  }
});
