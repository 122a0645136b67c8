import { expect, test } from 'vitest';
import { GET as openApi } from '../openapi.json/route';
import { ROUTES } from '../route-table';
import { GET as docs } from './route';

const told = Object.keys(ROUTES).filter(
  (key) => / \/(?:sdapi|internal|v1)\//.test(key) && !key.includes('[...path]'),
);

test('every operation of the table is told, and nothing else', async () => {
  const { openapi, paths } = await (await openApi()).json();
  expect(openapi).toBe('3.1.0');
  const listed = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(listed.sort()).toEqual(told.sort());
});

test('fields are told as they are read: types, null, defaults', async () => {
  const { paths } = await (await openApi()).json();
  const fieldsOf = (path: string) => paths[path].post.requestBody.content['application/json'].schema;
  expect(fieldsOf('/sdapi/v1/txt2img').properties).toMatchObject({
    prompt: { type: ['string', 'null'], default: '' },
    steps: { type: ['integer', 'null'], default: 50 },
    cfg_scale: { type: ['number', 'null'], default: 7 },
    send_images: { type: 'boolean', default: true },
    styles: { type: ['array', 'null'], items: { type: 'string' }, default: null },
    alwayson_scripts: { type: 'object', default: {} },
  });
  expect(fieldsOf('/sdapi/v1/png-info')).toMatchObject({ required: ['image'] });
  expect(fieldsOf('/sdapi/v1/extra-single-image').properties).toMatchObject({
    upscaler_1: { type: 'string' },
  });
  expect(paths['/sdapi/v1/progress'].get.parameters).toEqual([
    { name: 'skip_current_image', in: 'query', required: false, schema: { type: 'boolean', default: false } },
  ]);
});

test('people read the same', async () => {
  const response = await docs();
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const html = await response.text();
  for (const key of told) expect(html).toContain(`<code>${key.split(' ')[1]}</code>`);
  expect(html).toContain('<code>hr_second_pass_steps</code>');
});
