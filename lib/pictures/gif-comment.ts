const [EXTENSION, COMMENT, IMAGE] = [0x21, 0xfe, 0x2c];
/** Header, screen descriptor. */
const BEGINNING = 13;
const IMAGE_DESCRIPTOR = 10;

/** Bytes of a colour table that a flags byte announces. */
const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/**
 * The first comment of a GIF, where tools write a picture's parameters; null when there is none or the file is cut off.
 *
 * @see GIF89a specification, section 24 “Comment Extension”
 */
export function gifComment(bytes: Buffer): string | null {
  if (!/^GIF8[79]a/.test(bytes.toString('latin1', 0, 6)) || bytes.length < BEGINNING) return null;
  let at = BEGINNING + tableBytes(bytes[10]!);
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === EXTENSION) {
      const { data, end } = subBlocks(bytes, at + 2);
      if (bytes[at + 1] === COMMENT) return data.toString('utf8').trim() || null;
      at = end;
    } else if (kind === IMAGE) {
      // Its descriptor, its colours, a byte of the compression, its data.
      const flags = bytes[at + IMAGE_DESCRIPTOR - 1] ?? 0;
      at = subBlocks(bytes, at + IMAGE_DESCRIPTOR + tableBytes(flags) + 1).end;
    } else return null;
  }
  return null;
}

/** Data in pieces of up to 255 bytes, each with its length before it, until one of none. */
function subBlocks(bytes: Buffer, from: number): { data: Buffer; end: number } {
  const pieces: Buffer[] = [];
  let at = from;
  for (let length = bytes[at]; length; length = bytes[at]) {
    pieces.push(bytes.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { data: Buffer.concat(pieces), end: at + 1 };
}
