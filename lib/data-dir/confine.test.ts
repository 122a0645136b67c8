import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { confine, isBelow, isPlainName } from './confine';

let base = '';
let root = '';
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'atelier-confine-'));
  root = join(base, 'root');
  mkdirSync(join(root, 'a', 'b'), { recursive: true });
  mkdirSync(join(base, 'root-of-another'));
  writeFileSync(join(base, 'secret'), '');
  writeFileSync(join(root, 'a', 'file'), '');
  symlinkSync('b', join(root, 'a', 'inside'));
  symlinkSync(base, join(root, 'a', 'outside'));
  symlinkSync(join(base, 'secret'), join(root, 'secret'));
  symlinkSync(join(base, 'not-there'), join(root, 'dangling'));
  symlinkSync('loop', join(root, 'loop'));
  symlinkSync(root, join(base, 'linked-root'));
});
afterAll(() => rmSync(base, { recursive: true }));

test.each([
  'a',
  'a/file',
  'a/b/not/there/yet.png',
  'a/inside/x',
  '画像/émoji 😀.png',
  '%2e%2e/%2e%2e/etc',
  '..hidden',
  'a/...',
  'con.safetensors',
  'émoji 👩‍🎨',
])('%j stays inside', (path) => {
  expect(confine(root, path)).toBe(join(root, path));
});

test.each([
  '',
  '.',
  '..',
  '/',
  '../secret',
  '../root-of-another/x',
  'a/../../secret',
  'a/../a/file',
  'a//file',
  'a/',
  './a',
  '/etc/passwd',
  '\\\\server\\share',
  'a\\..\\..\\secret',
  'a\0/file',
  'a/outside/secret',
  'a/outside/new/file',
  'secret',
  'dangling',
  'dangling/x',
  'loop/x',
  'a/file/x',
  'x'.repeat(256),
  '字'.repeat(86),
  'half \ud83d',
  Array(2100).fill('a').join('/'),
])('%j is refused', (path) => {
  expect(() => confine(root, path)).toThrow(AppError);
});

test('a refusal never tells what lies outside', () => {
  expect(() => confine(root, 'a/outside/secret')).toThrow(/^This path can’t be used\./);
});

test('a root that is a link itself is followed', () => {
  expect(confine(join(base, 'linked-root'), 'a/file')).toBe(join(base, 'linked-root', 'a/file'));
  expect(() => confine(join(base, 'linked-root'), 'secret')).toThrow(AppError);
});

test('whatever is asked, the answer lies below the root', () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '', 'a', 'outside', 'inside', '~', '%2e%2e'),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      let path: string;
      try {
        path = confine(root, parts.join('/'));
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        return;
      }
      expect(isBelow(root, path)).toBe(true);
    }),
  );
});

describe('names we write', () => {
  test.each(['a', 'a.b', '.hidden', '画像', 'a b', 'console', 'com10'])('%j is plain', (name) => {
    expect(isPlainName(name)).toBe(true);
  });

  test.each([
    '',
    '.',
    '..',
    'a/b',
    'a\\b',
    'a\0',
    'a\n',
    'a:b',
    'a?',
    'CON',
    'nul.txt',
    'Com1',
    'lpt9.x',
    'com¹',
    'a.',
    'a ',
    'x'.repeat(256),
  ])('%j is not', (name) => {
    expect(isPlainName(name)).toBe(false);
  });
});
