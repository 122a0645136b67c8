import { describe, expect, test } from 'vitest';
import { isApiPath, isServed, pathnameOf, withoutService } from './gate';

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
  ['/v1/images/generations', true, true, false],
  ['/v1x', true, false, true],
  ['/docs', true, true, false],
  ['/docs/x', true, false, true],
  ['/openapi.json', true, true, false],
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
  ['/api/predict/shop/sdapi/v1/txt2img?task_id=a', '/sdapi/v1/txt2img?task_id=a'],
  ['/api/predict/my_shop-2.eu/internal/ping', '/internal/ping'],
  ['/api/predict/shop/v1/images/generations', '/v1/images/generations'],
  ['/api/predict/shop/docs', '/docs'],
  ['/api/predict/shop', '/api/predict/shop'],
  ['/api/predict/shop/', '/api/predict/shop/'],
  ['/api/predict/shop/txt2img', '/api/predict/shop/txt2img'],
  ['/api/predict/shop/api/jobs', '/api/predict/shop/api/jobs'],
  ['/api/predict/../sdapi/v1/options/', '/api/predict/../sdapi/v1/options/'],
  ['/api/predict/%2e%2e/sdapi/v1/options', '/api/predict/%2e%2e/sdapi/v1/options'],
  ['/api/predict/a/api/predict/b/sdapi/v1/options', '/api/predict/a/api/predict/b/sdapi/v1/options'],
  ['/sdapi/v1/options', '/sdapi/v1/options'],
  [undefined, '/'],
])('%s is %s behind the name of its service', (target, path) => {
  expect(withoutService(target)).toBe(path);
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
