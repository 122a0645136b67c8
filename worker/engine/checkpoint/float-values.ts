import type { Dtype } from './dtype';

/** float32 of every half, made at the first use. */
let halves: Float32Array | undefined;

function halfTable(): Float32Array {
  return Float32Array.from({ length: 65536 }, (_, half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

/**
 * Little-endian numbers of a file as float32; nothing for types that are no weights. Bytes may begin anywhere, so they
 * are copied to a fresh buffer.
 */
export function toFloat32(bytes: Uint8Array, dtype: Dtype): Float32Array | undefined {
  const { buffer } =
    bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  switch (dtype) {
    case 'F32':
      return new Float32Array(buffer as ArrayBuffer);
    case 'F16': {
      halves ??= halfTable();
      const table = halves;
      const words = new Uint16Array(buffer);
      const values = new Float32Array(words.length);
      for (let i = 0; i < words.length; i++) values[i] = table[words[i]!]!;
      return values;
    }
    case 'BF16': {
      const values = new Float32Array(buffer.byteLength / 2);
      const bits = new Uint32Array(values.buffer);
      const words = new Uint16Array(buffer);
      for (let i = 0; i < words.length; i++) bits[i] = words[i]! << 16;
      return values;
    }
    case 'F64':
      return Float32Array.from(new Float64Array(buffer));
    case 'BOOL':
      return Float32Array.from(new Uint8Array(buffer));
    case 'I64':
      return Float32Array.from(new BigInt64Array(buffer), Number);
    default:
      return undefined;
  }
}
