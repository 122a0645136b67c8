import { PICTURE_LIMITS } from '@/lib/pictures/limits';
import { studioFetch, studioSend } from '../studio/data/studio-fetch';

/** Where a picture that shall be enlarged comes from: this machine, one's own pictures, one's own files. */
export type ExtrasSource = { file: File } | { pictureId: string } | { path: string };

/** A picture as Extras made it; it is among one's own. */
export interface MadePicture {
  id: string;
  /** Pixels. */
  width: number;
  height: number;
  infotext: string;
}

/** A picture on the page, and what has become of it. */
export interface ExtrasItem {
  key: string;
  source: ExtrasSource;
  name: string;
  /** Where the browser finds it; its own, of a file. */
  address: string;
  state: 'ready' | 'waiting' | 'working' | 'done' | 'failed';
  /** Why it was refused, as a sentence. */
  error?: string;
  made?: MadePicture;
}

const KNOWN = /\.(png|jpe?g|webp|gif|tiff?|avif)$/i;
const KNOWN_TYPES = /^image\/(png|jpeg|webp|gif|tiff|avif)$/;

/** What is wrong with a file, by the name its sentence has among the words of Extras; null: nothing that is seen from here. */
export function problemOf({
  name,
  type,
  size,
}: Pick<File, 'name' | 'type' | 'size'>): 'noFile' | 'tooLarge' | null {
  if (!(KNOWN_TYPES.test(type) || (type === '' && KNOWN.test(name)))) return 'noFile';
  return size > PICTURE_LIMITS.bytes ? 'tooLarge' : null;
}

/** Pages that come over plain http have no randomUUID. */
let taken = 0;

export function itemOf(source: ExtrasSource): ExtrasItem {
  const key = `${taken++}`;
  if ('file' in source) {
    const { name } = source.file;
    return { key, source, name, address: URL.createObjectURL(source.file), state: 'ready' };
  }
  if ('pictureId' in source) {
    const address = `/api/pictures/${source.pictureId}/file`;
    return { key, source, name: source.pictureId, address, state: 'ready' };
  }
  const address = `/api/files/content?path=${encodeURIComponent(source.path)}`;
  return { key, source, name: source.path.slice(source.path.lastIndexOf('/') + 1), address, state: 'ready' };
}

/** Gives back what the browser holds of a file. */
export function forget({ source, address }: ExtrasItem): void {
  if ('file' in source) URL.revokeObjectURL(address);
}

/** Has a picture enlarged and kept. @throws StudioError */
export function enlarge(
  { source }: ExtrasItem,
  settings: URLSearchParams,
  signal: AbortSignal,
): Promise<MadePicture> {
  const query = new URLSearchParams(settings);
  if ('file' in source) return studioSend(`/api/extras?${query}`, source.file, 'POST', signal);
  if ('pictureId' in source) query.set('picture', source.pictureId);
  else query.set('path', source.path);
  return studioFetch(`/api/extras?${query}`, { method: 'POST', signal });
}
