import type { PictureView } from '@/lib/jobs/picture-file';

/** A picture as the studio shows it. */
export type StudioPicture = PictureView;

/** A stretch of the history, newest first; `next` asks for the older ones, null at the end. */
export interface PicturePage {
  pictures: StudioPicture[];
  next: string | null;
}

export function pictureUrl(picture: Pick<StudioPicture, 'id'>): string {
  return `/api/pictures/${picture.id}/file`;
}

export function downloadUrl(picture: Pick<StudioPicture, 'id'>): string {
  return `${pictureUrl(picture)}?download`;
}
