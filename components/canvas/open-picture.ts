import { PICTURE_LIMITS } from '@/lib/pictures/limits';

/** A picture that is shown, its file untouched. */
export interface OpenPicture {
  file: File;
  /** Pixels, the way up it is shown. */
  width: number;
  height: number;
  /** The whole, then each of half the size: far away it is drawn from one that is not much larger than it looks. */
  levels: readonly ImageBitmap[];
}

/** Why a file is not opened, by the name its sentence has among the canvas's words. */
export class PictureRefused extends Error {
  constructor(
    readonly reason: 'folder' | 'notPicture' | 'tooManyBytes' | 'tooManyPixels',
    readonly values: Record<string, string | number> = {},
  ) {
    super(reason);
  }
}

const MIB = 2 ** 20;
/** The largest level is no smaller than this. */
const SMALLEST_LEVEL = 512;

/**
 * Opens a picture of a format that the browser shows. What is too large is refused by what its head says, before anything
 * of it is decoded.
 * @throws PictureRefused
 */
export async function openPicture(file: File): Promise<OpenPicture> {
  if (file.size > PICTURE_LIMITS.bytes) {
    const values = { name: file.name, size: Math.ceil(file.size / MIB), most: PICTURE_LIMITS.bytes / MIB };
    throw new PictureRefused('tooManyBytes', values);
  }
  const refused = () => {
    throw new PictureRefused('notPicture', { name: file.name });
  };
  const { width, height } = await sizeOf(file).catch(refused);
  if (width * height > PICTURE_LIMITS.pixels) {
    throw new PictureRefused('tooManyPixels', { name: file.name, width, height });
  }
  const whole = await createImageBitmap(file).catch(refused);
  return { file, width: whole.width, height: whole.height, levels: await levelsOf(whole) };
}

async function sizeOf(file: File): Promise<{ width: number; height: number }> {
  // A file without a type may be one; drawings of lines have no pixels, and the server takes none.
  if (file.type !== '' && (!file.type.startsWith('image/') || file.type.includes('svg'))) {
    throw new Error(`no picture: ${file.type}`);
  }
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = address;
    });
    return { width: image.naturalWidth, height: image.naturalHeight };
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function levelsOf(whole: ImageBitmap): Promise<ImageBitmap[]> {
  const levels = [whole];
  for (let last = whole; Math.min(last.width, last.height) >= 2 * SMALLEST_LEVEL; last = levels.at(-1)!) {
    const size = { resizeWidth: Math.ceil(last.width / 2), resizeHeight: Math.ceil(last.height / 2) };
    levels.push(await createImageBitmap(last, { ...size, resizeQuality: 'medium' }));
  }
  return levels;
}
