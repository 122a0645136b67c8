import { expect, test } from 'vitest';
import { isDatabaseAway } from './database-away';

const withCode = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

test.each([
  ['a refused connection', withCode('ECONNREFUSED')],
  ['a socket that is not there', withCode('ENOENT', { syscall: 'connect' })],
  [
    'both addresses of a name refused',
    new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]),
  ],
  ['an administrator’s shutdown', withCode('57P01')],
  ['a server that starts', withCode('57P03')],
  ['a lost connection', withCode('08006')],
  ['too many connections', withCode('53300')],
  ['a transaction that was idle for too long', withCode('25P03')],
  ['a connection that ended under a query', new Error('Connection terminated unexpectedly')],
])('%s is worth another try', (_, error) => {
  expect(isDatabaseAway(error)).toBe(true);
});

test.each([
  ['a missing file', withCode('ENOENT', { syscall: 'open' })],
  ['a violated constraint', withCode('23505')],
  ['a syntax error', withCode('42601')],
  ['a defect', new TypeError('x is not a function')],
  ['something else', 'ECONNREFUSED'],
])('%s is not', (_, error) => {
  expect(isDatabaseAway(error)).toBe(false);
});
