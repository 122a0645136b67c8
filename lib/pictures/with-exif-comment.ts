/** Longest segment of a JPEG, less its length and the letters in front of the block. */
const MOST_IN_JPEG = 65_535 - 2 - 6;
const EXIF_IFD = 0x8769;
const USER_COMMENT = 0x9286;
const LONG = 4;
const UNDEFINED = 7;
/** One entry, its count in front and the next directory’s place behind. */
const DIRECTORY_BYTES = 2 + 12 + 4;

function directory(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(DIRECTORY_BYTES);
  bytes.writeUInt16BE(1, 0);
  bytes.writeUInt16BE(tag, 2);
  bytes.writeUInt16BE(type, 4);
  bytes.writeUInt32BE(count, 6);
  bytes.writeUInt32BE(value, 10);
  return bytes;
}

/** A TIFF block whose only word is a UserComment in Unicode. */
function exifBlock(text: string): Buffer {
  const letters = Buffer.from(text, 'utf16le').swap16();
  const comment = Buffer.concat([Buffer.from('UNICODE\0', 'latin1'), letters]);
  const header = Buffer.from('MM\0*\0\0\0\x08', 'latin1');
  const first = header.length + DIRECTORY_BYTES;
  return Buffer.concat([
    header,
    directory(EXIF_IFD, LONG, 1, first),
    directory(USER_COMMENT, UNDEFINED, comment.length, first + DIRECTORY_BYTES),
    comment,
  ]);
}

/**
 * A JPEG with a text in its Exif UserComment, where tools look for a picture’s parameters. A text that no segment can hold
 * (some 32,000 characters) is left out.
 * @see CIPA DC-008 (Exif 3.0), 4.5.4 and 4.6.5
 */
export function jpegWithComment(jpeg: Buffer, text: string): Buffer {
  const block = exifBlock(text);
  if (block.length > MOST_IN_JPEG) return jpeg;
  const head = Buffer.from('\xff\xe1\0\0Exif\0\0', 'latin1');
  head.writeUInt16BE(block.length + 2 + 6, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, block, jpeg.subarray(2)]);
}

const EXIF_FLAG = 0x08;

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/**
 * The same for a WebP of one picture without transparency, as it comes from an encoder: in the simple form.
 * @see https://developers.google.com/speed/webp/docs/riff_container
 */
export function webpWithComment(webp: Buffer, text: string, size: { width: number; height: number }): Buffer {
  const extended = Buffer.alloc(10);
  extended[0] = EXIF_FLAG;
  extended.writeUIntLE(size.width - 1, 4, 3);
  extended.writeUIntLE(size.height - 1, 7, 3);
  const body = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    chunk('VP8X', extended),
    webp.subarray(12),
    chunk('EXIF', exifBlock(text)),
  ]);
  return chunk('RIFF', body);
}
