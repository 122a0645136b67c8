import { expect, test } from 'vitest';
import { readAuthorization } from './authorization-header';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test.each([
  [null, { kind: 'none' }],
  ['', { kind: 'none' }],
  ['   ', { kind: 'none' }],
  ['Bearer ', { kind: 'none' }],
  ['atl_abc', { kind: 'token', secret: 'atl_abc' }],
  ['Bearer atl_abc', { kind: 'token', secret: 'atl_abc' }],
  ['bearer   atl_abc', { kind: 'token', secret: 'atl_abc' }],
  [basic('ann:pass:word'), { kind: 'basic', name: 'ann', password: 'pass:word' }],
  [basic('änn:'), { kind: 'basic', name: 'änn', password: '' }],
  ['Basic ???', { kind: 'malformed' }],
  [basic('no colon'), { kind: 'malformed' }],
  ['Basic', { kind: 'malformed' }],
  ['Digest username="x"', { kind: 'malformed' }],
])('%s', (header, offer) => {
  expect(readAuthorization(header)).toEqual(offer);
});
