import { expect, test } from 'vitest';
import { z } from 'zod';
import { TooManyAttempts } from '@/lib/auth/sign-in-limit';
import { AppError } from '@/lib/errors';
import { BadFields } from '@/lib/generation/generation-fields';
import { route } from './route';

const request = new Request('http://x/api/jobs');
const answerTo = async (error: unknown) => {
  const response = await route(async () => {
    throw error;
  })(request, {});
  return { status: response.status, body: await response.json(), headers: response.headers };
};

test('an expected error is its code and sentence', async () => {
  const error = new AppError({ code: 'gone', status: 410, message: 'It is gone. Make it again.' });
  expect(await answerTo(error)).toMatchObject({
    status: 410,
    body: { error: { code: 'gone', message: 'It is gone. Make it again.' } },
  });
  expect((await answerTo(new TooManyAttempts(7))).headers.get('retry-after')).toBe('7');
});

test('bad fields are listed for the form', async () => {
  const { error } = z
    .object({ steps: z.number({ error: 'Steps must be a number.' }) })
    .safeParse({ steps: 'x' });
  expect(await answerTo(error)).toMatchObject({
    status: 422,
    body: {
      error: {
        code: 'bad_fields',
        message: 'Steps must be a number.',
        fields: { steps: 'Steps must be a number.' },
      },
    },
  });
});

test('fields that a request finds out of bounds are listed too', async () => {
  const message = 'The hires scale must be a number from 1 to 8.';
  expect(await answerTo(new BadFields([{ field: 'hrScale', message }]))).toMatchObject({
    status: 422,
    body: { error: { code: 'bad_fields', message, fields: { hrScale: message } } },
  });
});

test('a defect tells nothing', async () => {
  const { status, body } = await answerTo(new Error('relation "secret" does not exist'));
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('secret');
});

test('errors and answers speak the language that was asked for, and answers of others are left alone', async () => {
  const chinese = new Request('http://x/api/jobs', { headers: { 'accept-language': 'zh-CN' } });
  const error = new AppError({ code: 'gone', status: 410, message: 'Choose a checkpoint.' });
  const refused = await route(async () => {
    throw error;
  })(chinese, {});
  expect([refused.status, await refused.json()]).toEqual([
    410,
    { error: { code: 'gone', message: '请选择 Checkpoint。' } },
  ]);

  const job = { prompt: 'Choose a checkpoint.', warnings: ['Choose a checkpoint.'] };
  const told = await route(async () => Response.json(job, { status: 201, headers: { 'x-kept': 'yes' } }))(
    chinese,
    {},
  );
  expect([told.status, told.headers.get('x-kept'), await told.json()]).toEqual([
    201,
    'yes',
    { ...job, warnings: ['请选择 Checkpoint。'] },
  ]);

  const file = new Response('{"message": "Choose a checkpoint."}', {
    headers: { 'content-type': 'text/plain' },
  });
  expect(await route(async () => file)(chinese, {})).toBe(file);
  const english = Response.json(job);
  expect(await route(async () => english)(request, {})).toBe(english);
});
