/** Why a header is refused; the caller adds the file's name. */
export class OutlineError extends Error {}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN = new Set([0x7b, 0x5b]);
const CLOSE = new Set([0x7d, 0x5d]);
const BRACE = 0x7b;

/** Index of the quote that ends the string begun at `start`. */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let i = start + 1; i < bytes.length; i++) {
    if (bytes[i] === BACKSLASH) i++;
    else if (bytes[i] === QUOTE) return i;
  }
  throw new OutlineError('a string in it never ends');
}

function isKey(bytes: Uint8Array, afterString: number): boolean {
  let i = afterString;
  while (bytes[i] === 0x20 || bytes[i] === 0x0a || bytes[i] === 0x0d || bytes[i] === 0x09) i++;
  return bytes[i] === COLON;
}

/**
 * Looks over a header's JSON before it is parsed: JSON.parse would keep the last of two equal keys without a
 * word, and build a million objects before anyone could count them.
 * @throws OutlineError on duplicate keys, nesting deeper than `maxDepth`, more than `maxKeys` keys
 */
export function checkJsonOutline(bytes: Uint8Array, maxDepth: number, maxKeys: number): void {
  const decoder = new TextDecoder('utf-8');
  const keysOf: (Set<string> | undefined)[] = [];
  let keys = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === QUOTE) {
      const end = endOfString(bytes, i);
      const siblings = keysOf.at(-1);
      if (siblings && isKey(bytes, end + 1)) {
        const raw = decoder.decode(bytes.subarray(i, end + 1));
        const key = raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
        if (siblings.has(key)) throw new OutlineError(`it names "${key.slice(0, 120)}" twice`);
        if (++keys > maxKeys) throw new OutlineError(`it has more than ${maxKeys} entries`);
        siblings.add(key);
      }
      i = end;
    } else if (OPEN.has(byte)) {
      if (keysOf.length === maxDepth) throw new OutlineError('it is nested too deeply');
      keysOf.push(byte === BRACE ? new Set() : undefined);
    } else if (CLOSE.has(byte)) {
      keysOf.pop();
    }
  }
}
