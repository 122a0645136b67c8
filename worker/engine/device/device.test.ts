import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { chooseDevice } from './device';
import { runtimeError } from './session';

it.each(['auto', 'cpu', undefined])('takes %s without a word', (device) => {
  const said: string[] = [];
  expect(chooseDevice({ device }, (_, message) => said.push(message))).toEqual({
    name: 'cpu',
    threads: availableParallelism(),
  });
  expect(said).toEqual([]);
});

it('falls back to the CPU with a warning', () => {
  const said: string[] = [];
  expect(chooseDevice({ device: 'cuda', threads: 3 }, (level) => said.push(level))).toEqual({
    name: 'cpu',
    threads: 3,
  });
  expect(said).toEqual(['warn']);
});

it('tells lack of memory from other failures', () => {
  expect(runtimeError(new Error('std::bad_alloc')).code).toBe('out-of-memory');
  expect(runtimeError(new Error('Failed to allocate memory for requested buffer')).code).toBe(
    'out-of-memory',
  );
  expect(runtimeError('no kernel')).toMatchObject({ code: 'device', cause: 'no kernel' });
});
