import { open } from 'node:fs/promises';
import { onDisk } from './disk-error';

/**
 * Whether a file is a picture made of pixels. By its first bytes, not its name: the image library would also draw SVG and
 * PDF, and those may ask for other files.
 */
export async function isRaster(path: string): Promise<boolean> {
  const head = Buffer.alloc(16);
  await onDisk(async () => {
    const file = await open(path, 'r');
    await file.read(head, 0, head.length, 0).finally(() => file.close());
  });
  const text = head.toString('latin1');
  return (
    text.startsWith('\x89PNG\r\n\x1a\n') ||
    text.startsWith('\xff\xd8\xff') ||
    /^GIF8[79]a/.test(text) ||
    /^RIFF....WEBP/s.test(text) ||
    /^....ftypavi[fs]/s.test(text)
  );
}
