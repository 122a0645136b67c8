/** A file from any header text and data, sound or not. */
export function safetensorsBytes(
  header: string | object | Buffer,
  data: Uint8Array = new Uint8Array(),
): Buffer {
  const text = Buffer.isBuffer(header)
    ? header
    : Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

/** Tensors of the given shapes, zeros throughout, packed end to end. */
export function emptyTensors(shapes: Record<string, number[]>, metadata?: Record<string, string>): Buffer {
  let at = 0;
  const entries = Object.entries(shapes).map(([name, shape]) => {
    const begin = at;
    at += 2 * shape.reduce((a, b) => a * b, 1);
    return [name, { dtype: 'F16', shape, data_offsets: [begin, at] }];
  });
  const header = { ...(metadata ? { __metadata__: metadata } : {}), ...Object.fromEntries(entries) };
  return safetensorsBytes(header, new Uint8Array(at));
}
