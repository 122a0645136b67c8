import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** RFC 6238: SHA-1, 30 seconds, six digits is what every app takes; 160 bits as RFC 4226 §4 wants. */
const SECRET_BYTES = 20;
export const STEP_SECONDS = 30;
const DIGITS = 6;
/** Steps that the phone's clock may be off, either way. */
const DRIFT_STEPS = 1;

/** RFC 4648 §6, without padding. */
export function toBase32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** A new secret, 32 letters of base32. */
export const newTotpSecret = () => toBase32(randomBytes(SECRET_BYTES));

/** The code of a step (RFC 6238 §4: HOTP of the number of 30-second steps since 1970). */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = mac[mac.length - 1]! & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step whose code this is, now or one step before or after; null when it is none. `now` in milliseconds. */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const current = Math.floor(now / 1000 / STEP_SECONDS);
  for (let drift = -DRIFT_STEPS; drift <= DRIFT_STEPS; drift += 1) {
    const expected = totpCode(secret, current + drift);
    if (timingSafeEqual(Buffer.from(expected), Buffer.from(code))) return current + drift;
  }
  return null;
}

/** What the QR code says (the otpauth form that authenticator apps read). */
export function totpUri(secret: string, name: string, issuer: string): string {
  const query = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: '6', period: '30' });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(name)}?${query}`;
}
