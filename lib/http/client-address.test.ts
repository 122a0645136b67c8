import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { addressOf, clientAddress, stampClientAddress } from './client-address';

test.each([
  ['192.0.2.7', undefined, '192.0.2.7'],
  ['::ffff:192.0.2.7', undefined, '192.0.2.7'],
  ['2001:db8::1', undefined, '2001:db8::1'],
  // Not from this machine: what it claims does not count.
  ['192.0.2.7', '10.0.0.1', '192.0.2.7'],
  // From a proxy on this machine: the last it saw, not what the client put in front.
  ['127.0.0.1', '1.2.3.4, 203.0.113.9', '203.0.113.9'],
  ['::1', '203.0.113.9, 127.0.0.1', '203.0.113.9'],
  ['::ffff:127.0.0.1', '2001:db8::7', '2001:db8::7'],
  ['127.0.0.1', 'nonsense', '127.0.0.1'],
  [undefined, undefined, 'unknown'],
])('%s, forwarded for %s: %s', (remote, forwardedFor, address) => {
  expect(addressOf(remote, forwardedFor)).toBe(address);
});

test('a client cannot write its address itself', () => {
  const incoming = new IncomingMessage(new Socket());
  incoming.headers = { 'x-atelier-client-address': '198.51.100.1' };
  stampClientAddress(incoming);
  const headers = new Headers(incoming.headers as Record<string, string>);
  expect(clientAddress(new Request('http://x/', { headers }))).toBe('unknown');
});
