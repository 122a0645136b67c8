import { expect, it } from 'vitest';
import { EngineError } from './errors';

it('survives the way to another process', () => {
  const error = new EngineError('device', 'It failed.', { cause: new Error('why') });
  const data = structuredClone(error.toData());
  expect(data).toEqual({ code: 'device', message: 'It failed.', cause: 'Error: why' });
  expect(EngineError.fromData(data)).toMatchObject({ code: 'device', message: 'It failed.' });
});

it('keeps its own kind and calls everything else our fault', () => {
  const own = new EngineError('request-invalid', 'No.');
  expect(EngineError.from(own)).toBe(own);
  expect(EngineError.from(new TypeError('x is not a function'))).toMatchObject({
    code: 'internal',
    cause: expect.stringContaining('x is not a function'),
  });
});
