/** How pictures are written to the disk and sent to programs; each is the extension of its files. */
export const PICTURE_FORMATS = ['png', 'jpg', 'jpeg', 'webp'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

const TYPES: Readonly<Record<PictureFormat, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};
/** Pixels of a side. */
const LONGEST_SIDE: Readonly<Record<PictureFormat, number>> = {
  png: Number.POSITIVE_INFINITY,
  jpg: 65_535,
  jpeg: 65_535,
  webp: 16_383,
};

const isFormat = (word: string): word is PictureFormat => Object.hasOwn(TYPES, word);

/** The format of one of our picture files, by its name. */
export function formatOfFile(path: string): PictureFormat {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return isFormat(extension) ? extension : 'png';
}

/** Its media type. */
export const typeOfFile = (path: string): string => TYPES[formatOfFile(path)];

/** The format in which a picture of that size can be written: PNG where it is too large for the wanted one. */
export const formatFor = (wanted: PictureFormat, { width, height }: { width: number; height: number }) =>
  Math.max(width, height) > LONGEST_SIDE[wanted] ? 'png' : wanted;

/** Whether two names mean the same. */
export const isSameFormat = (a: PictureFormat, b: PictureFormat): boolean => TYPES[a] === TYPES[b];
