import { type ChildProcess, execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOwnServer } from '@/lib/db/embedded/own-server';
import { findRunningServer } from '@/lib/db/embedded/running';

let dataDir = '';
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'atelier-cli-'));
  chmodSync(dataDir, 0o755);
});
afterAll(() => rmSync(dataDir, { recursive: true }));

interface Answer {
  code: number;
  output: string;
  errors: string;
}

/** Runs `atelier <line>` from the built tree on the test's data directory. */
function atelier(line: string, input = ''): Promise<Answer> {
  const environment: NodeJS.ProcessEnv = { ...process.env };
  for (const name of ['NODE_ENV', 'VITEST', 'DATABASE_URL', 'ATELIER_CONFIG', 'NODE_OPTIONS'])
    delete environment[name];
  const args = ['dist/cli.mjs', ...line.split(' '), '--data-dir', dataDir];
  return new Promise((resolve) => {
    const child: ChildProcess = execFile(
      process.execPath,
      args,
      { env: environment },
      (error, output, errors) => resolve({ code: Number(error?.code ?? 0), output, errors }),
    );
    child.stdin?.end(input);
  });
}

test('without a running server a command starts the database for itself, and ends it', async () => {
  const added = await atelier('user add eve');
  expect(added).toMatchObject({ code: 0, errors: '' });
  expect(added.output).toMatch(/^Added eve \(member\)\.\n.*\nhttp:\/\/localhost:8000\/setup\/\S+\n$/);
  expect(findRunningServer(join(dataDir, 'database'))).toBeNull();
});

test('beside a running server it uses that one’s database, and leaves it alone', async () => {
  const own = await startOwnServer(join(dataDir, 'database'), 'server', { onLog: () => {} });
  try {
    expect(await atelier('user add mallory --admin --password-stdin', 'a good password\n')).toMatchObject({
      code: 0,
    });
    expect(findRunningServer(join(dataDir, 'database'))).toBe(own.server.url);
  } finally {
    await own.hold.release();
    await own.server.stop();
  }
  const { output } = await atelier('user list');
  expect(output).toMatch(/^eve +member +has no password yet/m);
  expect(output).toMatch(/^mallory +admin +active/m);
});

test('a token is made, listed without its secret, and revoked', async () => {
  const made = await atelier('token create --user eve');
  expect(made.output).toMatch(/^atl_\S{40,}\n$/);
  const listed = await atelier('token list --user eve');
  expect(listed.output).not.toContain(made.output.trim());
  const id = /^([0-9a-f-]{36}) .* active/m.exec(listed.output)?.[1];
  expect(await atelier(`token revoke ${id}`)).toMatchObject({ code: 0 });
  expect((await atelier('token list --user eve')).output).toMatch(/revoked/);
});

test('a disabled person stays listed as that', async () => {
  await atelier('user disable eve');
  expect((await atelier('user list')).output).toMatch(/^eve +member +disabled/m);
});

test('they are let in again and given another role, which the audit log tells', async () => {
  expect((await atelier('user enable eve')).output).toBe('eve can sign in again.\n');
  expect((await atelier('user role eve auditor')).output).toBe('eve is an auditor now.\n');
  expect((await atelier('user list')).output).toMatch(/^eve +auditor +has no password yet/m);
  const entries = async () =>
    Number(/^All (\d+) entries fit/.exec((await atelier('audit verify')).output)![1]);
  const before = await entries();
  await atelier('user role eve member');
  await atelier('user role eve member');
  expect(await entries()).toBe(before + 1);
});

test.each([
  ['user role mallory member', 'only admin who can sign in'],
  ['user role eve queen', 'Allowed choices are member, auditor, admin'],
  ['user enable nobody-here', 'no user named nobody-here'],
  ['user add ../eve', 'user name'],
  ['user add mallory', 'already a user named mallory'],
  ['user disable nobody-here', 'no user named nobody-here'],
  ['token create --user nobody-here', 'no user named nobody-here'],
  ['token revoke 123', 'no token 123'],
  ['token create', "required option '--user <name>'"],
  ['usr list', 'Did you mean user?'],
])('%s is refused in a sentence', async (line, sentence) => {
  const { code, errors } = await atelier(line);
  expect(code).toBe(1);
  expect(errors.toLowerCase()).toContain(sentence.toLowerCase());
  expect(errors).not.toMatch(/^\s+at /m);
});

test('doctor names everything it looked at', async () => {
  const { code, output } = await atelier('doctor');
  expect(output.split('\n').map((line) => line.slice(0, 22).replace(/:.*/, ''))).toEqual([
    'ok    Node',
    'ok    data directory',
    'ok    free space',
    'ok    database',
    'ok    devices',
    '',
  ]);
  expect(code).toBe(0);
});
