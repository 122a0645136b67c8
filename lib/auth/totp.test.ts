import { expect, test } from 'vitest';
import { newTotpSecret, stepOfCode, toBase32, totpCode, totpUri } from './totp';

const RFC_SECRET = toBase32(Buffer.from('12345678901234567890'));

// RFC 6238, appendix B; its eight digits end in these six.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at %i seconds the code is %s', (seconds, code) => {
  expect(totpCode(RFC_SECRET, Math.floor(seconds / 30))).toBe(code);
});

test('a clock may be off by one step, not by two', () => {
  const now = 1234567890_000;
  const step = Math.floor(now / 30_000);
  for (const drift of [-1, 0, 1])
    expect(stepOfCode(RFC_SECRET, totpCode(RFC_SECRET, step + drift), now)).toBe(step + drift);
  for (const drift of [-2, 2])
    expect(stepOfCode(RFC_SECRET, totpCode(RFC_SECRET, step + drift), now)).toBeNull();
  for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
    expect(stepOfCode(RFC_SECRET, code, now)).toBeNull();
});

test('a secret has 160 bits as base32, and the URI names the account', () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  expect(totpUri(secret, 'ann@studio.example', 'Atelier')).toBe(
    `otpauth://totp/Atelier:ann%40studio.example?secret=${secret}&issuer=Atelier&algorithm=SHA1&digits=6&period=30`,
  );
});
