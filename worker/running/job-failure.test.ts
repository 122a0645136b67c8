import { expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { engineCrash, engineFailure, workerFailure } from './job-failure';

test('only a request that is itself at fault is billed', () => {
  const failure = (code: Parameters<typeof engineFailure>[0]['code']) =>
    engineFailure({ code, message: 'm' }, 12);
  expect(failure('request-invalid')).toMatchObject({
    code: 'request_invalid',
    message: 'm',
    billedMs: 12,
    retryable: false,
  });
  for (const code of ['checkpoint-damaged', 'out-of-memory', 'not-a-number', 'internal'] as const) {
    expect(failure(code)).toMatchObject({ billedMs: null, retryable: false, deviceMs: 12 });
  }
  expect(failure('device')).toMatchObject({ billedMs: null, retryable: true });
});

test('a crash is tried again and says how often it happened', () => {
  expect(engineCrash(1)).toMatchObject({ retryable: true, billedMs: null });
  expect(engineCrash(1).message).toMatch(/^This job stopped its engine once and/);
  expect(engineCrash(3).message).toMatch(/^This job stopped its engine 3 times and/);
});

test('a defect never shows its insides', () => {
  const failure = workerFailure(new TypeError('undefined is not a function at /secret/path'), 5);
  expect(failure).toMatchObject({ code: 'internal_error', billedMs: null });
  expect(failure.message).not.toMatch(/undefined|secret/);
  const expected = new AppError({ code: 'disk_full', status: 507, message: 'Free some space.' });
  expect(workerFailure(expected, 5)).toMatchObject({ code: 'disk_full', message: 'Free some space.' });
});
