import { isIPv4 } from 'node:net';
import { expect, test } from 'vitest';
import { studioUrl } from './address';
import { signInLine } from './sign-in-line';

test('without --listen the address is this machine’s own', () => {
  expect(studioUrl({ listen: false, port: 8123 })).toBe('http://localhost:8123');
});

test('with --listen it is one that other machines can use, where there is one', () => {
  const { hostname, port } = new URL(studioUrl({ listen: true, port: 8123 }));
  expect(port).toBe('8123');
  expect(hostname === 'localhost' || (isIPv4(hostname) && !hostname.startsWith('127.'))).toBe(true);
});

test('the way in is the link, else the given password, else the account', () => {
  const line = (setupPath: string | null, passwordSet: boolean, isPasswordGiven: boolean) =>
    signInLine('http://x', { setupPath, passwordSet }, isPasswordGiven);
  expect(line('/setup/abc', false, false)).toContain('http://x/setup/abc');
  expect(line(null, true, true)).toBe('Sign in as admin with the password from ATELIER_ADMIN_PASSWORD.');
  expect(line(null, false, true)).toContain('ATELIER_ADMIN_PASSWORD changes nothing');
  expect(line(null, false, false)).toBe('Sign in with your account.');
});
