import { crc32 } from 'node:zlib';

/** Signature and IHDR: 8 + 4 length + 4 type + 13 data + 4 checksum. Text may follow at once. */
const AFTER_HEADER = 33;

/**
 * The PNG with a text chunk behind its header: tEXt when Latin-1 can say it, iTXt (UTF-8) otherwise.
 *
 * @param keyword 1–79 Latin-1 characters, such as `parameters`
 * @see https://www.w3.org/TR/png-3/ sections 11.3.3.2 and 11.3.3.4
 */
export function withPngText(png: Buffer, keyword: string, text: string): Buffer {
  const chunk = isLatin1(text)
    ? pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'))
    : // Keyword, no compression, method 0, no language, no translated keyword.
      pngChunk(
        'iTXt',
        Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text, 'utf8')]),
      );
  return Buffer.concat([png.subarray(0, AFTER_HEADER), chunk, png.subarray(AFTER_HEADER)]);
}

function isLatin1(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return false;
  return true;
}

function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}
