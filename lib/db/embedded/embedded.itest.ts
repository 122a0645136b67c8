import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { chooseSocketDir } from './address';
import { type OwnServer, startOwnServer } from './own-server';
import { isAlive } from './postmaster';
import { findRunningServer } from './running';

let base = '';
let directory = '';
const started: OwnServer[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'atelier-embedded-'));
  chmodSync(base, 0o755);
  directory = join(base, 'database');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const own of started.splice(0)) await stop(own);
  rmSync(base, { recursive: true });
});

async function start(purpose: 'server' | 'command' = 'server', where = directory): Promise<OwnServer> {
  const own = await startOwnServer(where, purpose, { onLog: () => {}, durable: false });
  started.push(own);
  return own;
}

async function stop({ server, hold }: OwnServer): Promise<void> {
  await hold.release().catch(() => {});
  await server.stop();
}

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Another process that owns the server, as `npm start` does, and can be killed like it. */
async function startElsewhere(): Promise<ChildProcess> {
  const program = `
    const { startOwnServer } = await import('${join(import.meta.dirname, 'own-server.ts')}');
    try {
      const { server } = await startOwnServer('${directory}', 'server', { onLog() {}, durable: false });
      console.log('OWNS ' + server.pid);
    } catch (error) {
      console.log('REFUSED ' + error.message);
      process.exit(0);
    }`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [text] = await once(child.stdout!.setEncoding('utf8'), 'data');
  return String(text).trim();
}

test('a fresh directory becomes a database in UTF-8 and UTC that only a socket reaches', async () => {
  const { server } = await start();
  const rows = await ask<{ name: string; setting: string }>(
    server.url,
    `SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'TimeZone', 'server_encoding', 'fsync') ORDER BY lower(name)`,
  );
  expect(rows).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'listen_addresses', setting: '' },
    { name: 'server_encoding', setting: 'UTF8' },
    { name: 'TimeZone', setting: 'UTC' },
  ]);
  expect(findRunningServer(directory)).toBe(server.url);
  expect(readdirSync(directory).filter((name) => name.startsWith('new-'))).toEqual([]);
});

test('what was committed is there after a stop and a start', async () => {
  const first = await start();
  await ask(first.server.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await stop(first);
  expect(findRunningServer(directory)).toBeNull();
  const second = await start();
  expect(await ask(second.server.url, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
});

test('a second start on the directory is told who runs there, and disturbs nothing', async () => {
  const { server } = await start();
  await expect(startOwnServer(directory, 'server', { onLog: () => {} })).rejects.toThrow(
    `already runs on this data directory (${directory}, process ${process.pid})`,
  );
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('of starters that race on an empty directory, one wins and the others are refused', async () => {
  const outcomes = await Promise.all((await Promise.all([1, 2, 3].map(startElsewhere))).map(firstLine));
  expect(outcomes.filter((line) => line.startsWith('OWNS'))).toHaveLength(1);
  expect(
    outcomes.filter((line) => /REFUSED.*already runs/.test(line)),
    outcomes.join('\n'),
  ).toHaveLength(2);
});

test('the server of an owner that was killed is replaced, and nothing committed is lost', async () => {
  const owner = await startElsewhere();
  const orphan = Number((await firstLine(owner)).split(' ')[1]);
  await ask(findRunningServer(directory)!, 'CREATE TABLE kept AS SELECT 42 AS answer');
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  expect(isAlive(orphan)).toBe(true);

  const { server } = await start();
  expect(isAlive(orphan)).toBe(false);
  expect(await ask(server.url, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
});

test('a killed server tells its owner, and starts again with everything committed', async () => {
  const first = await start();
  await ask(first.server.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(first.server.pid, 'SIGKILL');
  await first.server.ended;
  const second = await start();
  expect(await ask(second.server.url, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
});

test('a pid file whose number now belongs to another process does not stop a start', async () => {
  await stop(await start());
  const file = join(directory, 'cluster', 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${join(directory, 'cluster')}\n1\n5432\n${directory}\n\n1 1\nready\n`);
  const { server } = await start();
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('an installation waits for a command that uses the database for a moment', async () => {
  const command = await start('command');
  const waiting = start('server');
  await expect.poll(() => isAlive(command.server.pid)).toBe(true);
  await stop(command);
  const { server } = await waiting;
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a draft that a killed first start left is removed', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  mkdirSync(join(directory, `new-${gone.pid}`), { recursive: true });
  await start();
  expect(existsSync(join(directory, `new-${gone.pid}`))).toBe(false);
});

test('a directory whose path is too long for a socket gets one elsewhere', async () => {
  const deep = join(base, ...Array<string>(4).fill('d'.repeat(30)), 'database');
  const { server } = await start('server', deep);
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(server.url).not.toContain('ddd');
  onTestFinished(async () => {
    await server.stop();
    if ('socketDir' in server.address) rmSync(server.address.socketDir, { recursive: true });
  });
});

test.runIf(process.platform !== 'win32')('a socket folder that others may enter is refused', () => {
  const deep = join(base, 'x'.repeat(120));
  const folder = chooseSocketDir(deep, { prefix: [] });
  chmodSync(folder, 0o777);
  try {
    expect(() => chooseSocketDir(deep, { prefix: [] })).toThrow(`${folder} can be used by other accounts`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.runIf(process.getuid?.() === 0)('root may keep it where no other account can go', async () => {
  chmodSync(base, 0o700);
  const { server } = await start();
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});
