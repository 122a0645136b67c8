import { expect, test } from 'vitest';
import { checkSameOrigin } from './same-origin';

function check(method: string, headers: Record<string, string>) {
  return () =>
    checkSameOrigin(
      new Request('http://studio.lan:8000/api/jobs', {
        method,
        headers: { host: 'studio.lan:8000', ...headers },
      }),
    );
}

test.each([
  ['GET', { origin: 'https://evil.example' }],
  ['POST', { origin: 'http://studio.lan:8000' }],
  ['POST', { origin: 'https://studio.example', 'x-forwarded-host': 'studio.example' }],
  ['POST', { 'sec-fetch-site': 'same-origin' }],
])('%s %o may', (method, headers) => {
  expect(check(method, headers)).not.toThrow();
});

test.each([
  ['POST', {}],
  ['POST', { origin: 'null' }],
  ['POST', { origin: 'https://evil.example' }],
  ['POST', { origin: 'http://studio.lan:8001' }],
  ['DELETE', { 'sec-fetch-site': 'cross-site', origin: 'http://studio.lan:8000' }],
  ['POST', { 'sec-fetch-site': 'same-site' }],
  ['POST', { 'sec-fetch-site': 'none' }],
])('%s %o may not', (method, headers) => {
  expect(check(method, headers)).toThrowError(
    expect.objectContaining({ status: 403, code: 'cross_site_request' }),
  );
});
