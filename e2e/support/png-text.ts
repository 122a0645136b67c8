/** The `parameters` text of a PNG file (chunks tEXt and uncompressed iTXt; PNG specification §11.3.3), or null. */
export function parametersOf(png: Buffer): string | null {
  for (let at = 8; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    const end = data.indexOf(0);
    if (data.toString('latin1', 0, end) === 'parameters') {
      if (type === 'tEXt') return data.toString('latin1', end + 1);
      // Keyword, compression flag and method, language, translated keyword, text.
      if (type === 'iTXt') {
        const language = data.indexOf(0, end + 3);
        return data.toString('utf8', data.indexOf(0, language + 1) + 1);
      }
    }
    at += 12 + length;
  }
  return null;
}
