/** Protocol buffers wire format, as far as ONNX needs it: each function gives one encoded field. */

/** Unsigned LEB128; negative numbers as 64-bit two's complement, as int64 fields want them. */
function varint(value: number): Buffer {
  if (value >= 0 && value < 128) return Buffer.of(value);
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

const key = (field: number, wireType: 0 | 2 | 5) => varint(field * 8 + wireType);

export const integer = (field: number, value: number): Buffer =>
  Buffer.concat([key(field, 0), varint(value)]);

export const bytes = (field: number, value: Uint8Array): Buffer =>
  Buffer.concat([key(field, 2), varint(value.length), value]);

export const text = (field: number, value: string): Buffer => bytes(field, Buffer.from(value));

export const message = (field: number, fields: Uint8Array[]): Buffer => bytes(field, Buffer.concat(fields));

export function float32(field: number, value: number): Buffer {
  const encoded = Buffer.alloc(4);
  encoded.writeFloatLE(value);
  return Buffer.concat([key(field, 5), encoded]);
}
