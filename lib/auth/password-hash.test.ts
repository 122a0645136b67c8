import { scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, isOutdated, verifyPassword } from './password-hash';

test('a password belongs to its own hash only', async () => {
  const phc = await hashPassword('correct horse');
  expect(phc).toMatch(/^\$scrypt\$ln=15,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await verifyPassword('correct horse', phc)).toBe(true);
  expect(await verifyPassword('correct horsf', phc)).toBe(false);
  expect(await hashPassword('correct horse')).not.toBe(phc);
});

test('a hash of another cost is read with its own cost and counts as outdated when lower', async () => {
  const salt = Buffer.from('0123456789abcdef');
  const key = scryptSync('old password', salt, 32, { N: 2 ** 12, r: 8, p: 1 });
  const b64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const phc = `$scrypt$ln=12,r=8,p=1$${b64(salt)}$${b64(key)}`;
  expect(await verifyPassword('old password', phc)).toBe(true);
  expect(await verifyPassword('new password', phc)).toBe(false);
  expect(isOutdated(phc)).toBe(true);
  expect(isOutdated(await hashPassword('x'))).toBe(false);
});

test('nobody has no password, and it takes as long to say so', async () => {
  const phc = await hashPassword('something');
  await verifyPassword('warm-up', null);
  const time = async (hash: string | null) => {
    const began = performance.now();
    expect(await verifyPassword('wrong', hash)).toBe(false);
    return performance.now() - began;
  };
  const [real, dummy] = [await time(phc), await time(null)];
  expect(dummy).toBeGreaterThan(real / 20);
});

test('composed and decomposed accents are one password', async () => {
  expect(await verifyPassword('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).toBe(true);
});

test('a damaged hash is a defect, not a wrong password', async () => {
  await expect(verifyPassword('x', '$scrypt$ln=40,r=8,p=1$AAAA$AAAA')).rejects.toThrow('PHC');
});
