import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toConfig } from './config';
import { FLAGS } from './flags';
import { helpText } from './help';
import { environmentName, parseFlags } from './parse';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'atelier-flags-'));
  writeFileSync(join(cwd, 'file'), '');
});
afterAll(() => rmSync(cwd, { recursive: true }));

const configOf = (line: string, environment: Record<string, string> = {}) =>
  toConfig(parseFlags(line.split(' ').filter(Boolean), { cwd, environment }), '/install');
const refusalOf = (line: string, environment: Record<string, string> = {}) => {
  try {
    configOf(line, environment);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`“${line}” was accepted`);
};

test('without flags it is the documented installation', () => {
  expect(configOf('')).toMatchObject({
    listen: false,
    port: 8000,
    dataDir: join('/install', 'data'),
    api: true,
    nowebui: false,
    filebrowser: true,
    acceleration: 'none',
    enableNsfwCensor: false,
    alwaysHideTabs: [],
    loraDir: null,
    hashing: true,
    downloadSdModel: true,
  });
});

describe('every documented flag', () => {
  test.each([
    ['--listen', { listen: true }],
    ['--port 80', { port: 80 }],
    ['--port=65535', { port: 65535 }],
    ['--api', { api: true }],
    ['--no-api', { api: false }],
    ['--nowebui', { nowebui: true }],
    ['--api-log --time-log', { apiLog: true, timeLog: true }],
    ['--filebrowser', { filebrowser: true }],
    ['--no-filebrowser', { filebrowser: false }],
    ['--blade', { acceleration: 'blade' }],
    ['--xformers', { acceleration: 'xformers' }],
    ['--enable-nsfw-censor', { enableNsfwCensor: true }],
    ['--always-hide-tabs img2img,,Extensions,', { alwaysHideTabs: ['img2img', 'Extensions'] }],
    ['--min-ram-reserved 12.5 --sd-dynamic-cache', { minRamReserved: 12.5, sdDynamicCache: true }],
    ['--skip-version-check --skip-prepare-environment', {}],
    ['--no-hashing', { hashing: false }],
    ['--no-download-sd-model', { downloadSdModel: false }],
    ['--root-extensions', { rootExtensions: true }],
    ['--device cuda:1 --threads 4', { device: 'cuda:1', threads: 4 }],
  ])('%s', (line, expected) => {
    expect(configOf(line)).toMatchObject(expected);
  });

  test.each(['lora', 'vae', 'gfpgan', 'embeddings', 'hypernetwork'])('--%s-dir is made absolute', (kind) => {
    expect(configOf(`--${kind}-dir .`)).toMatchObject({ [`${kind}Dir`]: cwd });
  });

  test('--data-dir may not exist yet', () => {
    expect(configOf('--data-dir not/there/yet').dataDir).toBe(join(cwd, 'not/there/yet'));
  });
});

describe('what is refused says what to do', () => {
  test.each([
    ['--prot 80', 'Did you mean --port?'],
    ['--LISTEN', 'Did you mean --listen?'],
    ['--lora_dir .', 'Did you mean --lora-dir?'],
    ['--no-hash', 'Did you mean --no-hashing?'],
    ['--something-else-entirely', '--something-else-entirely: no such flag.'],
    ['8000', 'flags start with --'],
    ['-p 80', '-p: no such flag.'],
    ['--', 'flags start with --'],
    ['--port', '--port: needs a value (N)'],
    ['--port --listen', '--port: needs a value (N)'],
    ['--port 0', 'from 1 to 65535'],
    ['--port 65536', 'from 1 to 65535'],
    ['--port -1', '--port -1: a port'],
    ['--port 80.5', 'from 1 to 65535'],
    ['--port 0x50', 'from 1 to 65535'],
    ['--port eighty', 'from 1 to 65535'],
    ['--threads 0', 'from 1 to 1024'],
    ['--min-ram-reserved lots', 'a number of gigabytes'],
    ['--min-ram-reserved 1e9', 'a number of gigabytes'],
    ['--min-ram-reserved -3', 'a number of gigabytes'],
    ['--lora-dir missing', 'there is no folder'],
    ['--vae-dir file', 'is a file'],
    ['--data-dir file', 'is a file'],
    ['--data-dir a\0b', 'NUL'],
    ['--listen=yes', 'takes no value'],
    ['--blade --xformers', 'exclude each other'],
    ['--no-api --nowebui', 'exclude each other'],
    ['--api --no-api', 'exclude each other'],
  ])('%j', (line, sentence) => {
    expect(refusalOf(line)).toContain(sentence);
  });

  test('everything that is wrong is said at once', () => {
    const lines = refusalOf('--prot 80 --port x --vae-dir missing').split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toContain('--help');
  });
});

describe('variables', () => {
  test('stand for flags, and a flag wins', () => {
    const environment = { ATELIER_PORT: '81', ATELIER_LISTEN: '1', ATELIER_API_LOG: '0' };
    expect(configOf('', environment)).toMatchObject({ port: 81, listen: true, apiLog: false });
    expect(configOf('--port 82', environment)).toMatchObject({ port: 82 });
  });

  test('are refused by their own name', () => {
    expect(refusalOf('', { ATELIER_PORT: 'x' })).toContain('ATELIER_PORT=x: a port');
    expect(refusalOf('', { ATELIER_LISTEN: 'perhaps' })).toContain('ATELIER_LISTEN=perhaps: say 1 or 0');
  });

  test('that are empty count as not set', () => {
    expect(configOf('', { ATELIER_PORT: '' }).port).toBe(8000);
  });
});

test('the configuration can’t be changed', () => {
  const config = configOf('--always-hide-tabs a');
  expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
  expect(() => (config.alwaysHideTabs as string[]).push('b')).toThrow(TypeError);
});

test('--help names every flag, and says of each unfinished one that it comes later', () => {
  const text = helpText();
  for (const { name } of FLAGS) expect(text).toContain(`--${name}`);
  expect(text.match(/later version/g)).toHaveLength(
    FLAGS.filter((flag) => 'note' in flag && /later/.test(flag.note)).length,
  );
});

test('no flag’s variable is one that Atelier uses for something else', () => {
  const used = ['ATELIER_CONFIG', 'ATELIER_ADMIN_PASSWORD', 'ATELIER_LOG_LEVEL'];
  expect(FLAGS.map(({ name }) => environmentName(name)).filter((name) => used.includes(name))).toEqual([]);
});
