import { randomBytes } from 'node:crypto';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether text from outside can be an id at all; the database refuses to compare others. */
export const isId = (text: string): boolean => UUID.test(text);

let lastMillisecond = 0;
let counter = 0;

/**
 * A version 7 UUID (RFC 9562): sorts by time, and within this process by order of creation, so that jobs of the
 * same millisecond are still served first come, first served.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastMillisecond) {
    lastMillisecond = now;
    counter = 0;
  } else if (++counter > 0xfff) {
    // The twelve counter bits are spent: borrow the next millisecond.
    lastMillisecond++;
    counter = 0;
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMillisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
