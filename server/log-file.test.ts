import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LogFile } from './log-file';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atelier-log-'));
  path = join(folder, 'web.log');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a log goes on where it was', () => {
  writeFileSync(path, 'before\n');
  new LogFile(path).write('after\n');
  expect(readFileSync(path, 'utf8')).toBe('before\nafter\n');
});

test('a grown log makes room, and the three before it stay', () => {
  const log = new LogFile(path, 3);
  for (const line of ['one\n', 'two\n', 'three\n', 'four\n', 'five\n']) log.write(line);
  expect(readdirSync(folder).sort()).toEqual(['web.log', 'web.log.1', 'web.log.2', 'web.log.3']);
  expect(readFileSync(path, 'utf8')).toBe('five\n');
  expect(readFileSync(`${path}.3`, 'utf8')).toBe('two\n');
});

test('characters that come in one write stay whole', () => {
  new LogFile(path).write('画像 😀\n');
  expect(readFileSync(path, 'utf8')).toBe('画像 😀\n');
});
