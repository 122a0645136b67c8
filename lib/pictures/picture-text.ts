const DATA_URI = /^data:image\/[^,]*,/i;
/** How much of the text is looked at for the beginning of a data URI. */
const BEGINNING = 256;

/** The bytes that base64 text stands for, bare or as a `data:image/…;base64,` URI. Other characters are passed over. */
export function bytesOfPictureText(text: string): Buffer {
  const [prefix = ''] = DATA_URI.exec(text.slice(0, BEGINNING)) ?? [];
  return Buffer.from(text.slice(prefix.length), 'base64');
}
