import { forgetKept, keep, readKept } from './data/browser-store';
import { pictureUrl } from './data/studio-picture';

export type HandOverPlace = 'img2img' | 'inpaint' | 'extras';

/** A picture that is sent to another page: one of one's own by its id, or a file. */
export type HandOver = { to: HandOverPlace } & ({ pictureId: string } | { file: File });

const PATHS: Readonly<Record<HandOverPlace, string>> = {
  img2img: '/img2img?mode=img2img',
  inpaint: '/img2img?mode=inpaint',
  extras: '/extras?mode=single',
};

const keptName = (key: string) => `handed-over.${key}`;

/**
 * Lays a picture down for another page and says at which address it waits: go there with the router. It outlives a reload.
 * Throws what the browser throws when it can't keep the file.
 */
export async function sendPicture(sent: HandOver): Promise<string> {
  const path = PATHS[sent.to];
  if ('pictureId' in sent) return `${path}&picture=${encodeURIComponent(sent.pictureId)}`;
  // Not of crypto: pages that come over plain http have no randomUUID.
  const key = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  await keep(keptName(key), sent.file);
  return `${path}&file=${key}`;
}

/** The picture an address says is waiting; null when it names none, or it is gone. */
export async function receivePicture(address: URLSearchParams): Promise<File | null> {
  const key = address.get('file');
  if (key) return (await readKept<File>(keptName(key))) ?? null;
  const id = address.get('picture');
  if (!id) return null;
  const answer = await fetch(pictureUrl({ id })).catch(() => null);
  if (!answer?.ok) return null;
  const blob = await answer.blob();
  return new File([blob], `${id}.${blob.type.split('/')[1] ?? 'png'}`, { type: blob.type });
}

/** Once the page keeps the picture itself. */
export async function forgetReceived(address: URLSearchParams): Promise<void> {
  const key = address.get('file');
  if (key) await forgetKept(keptName(key));
}
