import { expect, test } from 'vitest';
import { localPath } from './local-path';

test.each(['/usage', '/txt2img?x=1#y', '/a/../b'])('%s stays here', (path) => {
  expect(localPath(path)).toMatch(/^\/[a-z]/);
});

test.each([
  undefined,
  '',
  'usage',
  '//example.com',
  '/\\example.com',
  '/\t/example.com',
  '/\n/example.com',
  'https://example.com/',
  'javascript:alert(1)',
])('%j leads to the studio', (path) => {
  expect(localPath(path)).toBe('/');
});
