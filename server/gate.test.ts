import { describe, expect, test } from 'vitest';
import { isApiPath, isServed, pathnameOf } from './gate';

const whole = { api: true, nowebui: false };
const apiOnly = { api: true, nowebui: true };
const studioOnly = { api: false, nowebui: false };

describe.each([
  ['/', true, false, true],
  ['/txt2img', true, false, true],
  ['/api/jobs', true, false, true],
  ['/_next/static/x.js', true, false, true],
  ['/sdapi/v1/txt2img', true, true, false],
  ['/sdapi', true, true, false],
  ['//sdapi/v1/txt2img', true, true, false],
  ['/%73dapi/v1/txt2img', true, true, false],
  ['/sdapi%2Fv1/txt2img', true, true, false],
  ['\\sdapi\\v1', true, true, false],
  ['/controlnet/model_list', true, true, false],
  ['/internal/progress', true, true, false],
  ['/sdapi-docs', true, false, true],
  ['/internal/ping', true, true, true],
  ['/%', false, false, false],
])('%s', (path, inWhole, inApiOnly, inStudioOnly) => {
  test(`whole ${inWhole}, --nowebui ${inApiOnly}, --no-api ${inStudioOnly}`, () => {
    expect([whole, apiOnly, studioOnly].map((mode) => isServed(path, mode))).toEqual([
      inWhole,
      inApiOnly,
      inStudioOnly,
    ]);
  });
});

test('API calls are told from pages', () => {
  expect(['/sdapi/v1/options', '/internal/ping', '/txt2img', '/%'].map(isApiPath)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ['/a/b?c=/d', '/a/b'],
  ['//sdapi/v1?x', '//sdapi/v1'],
  ['http://localhost:8000/sdapi/v1/options?x', '/sdapi/v1/options'],
  ['*', '*'],
  [undefined, '/'],
])('the path of %s is %s', (target, path) => {
  expect(pathnameOf(target)).toBe(path);
});
