const EXIF_IFD = 0x8769;
const USER_COMMENT = 0x9286;
/** Bytes of one value, by TIFF type. */
const ENTRY_BYTES = 12;

/**
 * The UserComment of an Exif block (`Exif\0\0`, then TIFF), where tools write a picture’s parameters in JPEG and WebP;
 * null when there is none or the block is damaged.
 *
 * @see CIPA DC-008 (Exif 3.0), 4.6.5 “UserComment”; TIFF 6.0, section 2
 */
export function exifComment(exif: Buffer): string | null {
  const tiff = exif.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? exif.subarray(6) : exif;
  try {
    const littleEndian = tiff.toString('latin1', 0, 2) === 'II';
    const u16 = (at: number) => (littleEndian ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const u32 = (at: number) => (littleEndian ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
    const find = (directory: number, tag: number) => {
      for (let entry = 0; entry < u16(directory); entry++) {
        const at = directory + 2 + entry * ENTRY_BYTES;
        if (u16(at) === tag) return { count: u32(at + 4), value: u32(at + 8) };
      }
      return null;
    };
    const exifDirectory = find(u32(4), EXIF_IFD);
    const comment = exifDirectory && find(exifDirectory.value, USER_COMMENT);
    if (!comment) return null;
    return decodeComment(tiff.subarray(comment.value, comment.value + comment.count), littleEndian);
  } catch (error) {
    // An offset that leads out of the block.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Eight bytes name the character code. Who writes UNICODE disagrees on the byte order; text has its zeros on one side. */
function decodeComment(bytes: Buffer, littleEndian: boolean): string | null {
  const code = bytes.toString('latin1', 0, 8).replace(/\0+$/, '');
  const text = bytes.subarray(8);
  if (code !== 'UNICODE') return trimmed(text.toString('utf8'));
  const zeros = { even: 0, odd: 0 };
  for (let at = 0; at < text.length; at++) if (text[at] === 0) zeros[at % 2 ? 'odd' : 'even']++;
  const little = zeros.odd === zeros.even ? littleEndian : zeros.odd > zeros.even;
  const even = text.subarray(0, text.length & ~1);
  return trimmed((little ? even : Buffer.from(even).swap16()).toString('utf16le'));
}

function trimmed(text: string): string | null {
  return text.replace(/^\uFEFF|\0+$/g, '').trim() || null;
}
