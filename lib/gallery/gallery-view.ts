import type { PictureKind } from '@/lib/jobs/picture-file';

/** A picture as the gallery shows it. */
export interface GalleryPicture {
  id: string;
  /** Null: Extras made it of another picture. */
  jobId: string | null;
  kind: PictureKind;
  /** Pixels. */
  width: number;
  height: number;
  seed: number;
  infotext: string;
  complete: boolean;
  createdAt: string;
  favourite: boolean;
  /** 1 to 5; 0: none. */
  rating: number;
  tags: string[];
  /** Ids of the collections it is in. */
  collections: string[];
  /** A WebP of 16 pixels, base64; null until somebody has looked at the picture once. */
  blur: string | null;
}

/** The newest or oldest first, the best rated, those with the most pixels. */
export type GalleryOrder = 'newest' | 'oldest' | 'rating' | 'largest';

/** A stretch of the gallery, in its order; `next` asks for what follows, null at the end. */
export interface GalleryPage {
  pictures: GalleryPicture[];
  next: string | null;
}

/** The whole of what is looked for, in its order: enough to lay all of it out before any of it is loaded. */
export interface GalleryOutline {
  ids: string[];
  /** Width by height of each, in hundredths. */
  ratios: number[];
  /**
   * Under which headings they stand, each with how many: the days of the viewer's clock (`2026-11-22`), stars (`rating:4`)
   * or pixels (`pixels:393216`), as the order wants.
   */
  days: [day: string, count: number][];
}

/** What there is to choose from, with how many pictures each has. */
export interface GalleryFacets {
  total: number;
  favourites: number;
  /** How many have at least so many stars, from 1 to 5. */
  ratings: number[];
  models: { name: string; count: number }[];
  /** `512x768` */
  sizes: { name: string; count: number }[];
  tags: { name: string; count: number }[];
}

export interface CollectionView {
  id: string;
  name: string;
  count: number;
  /** The picture added last; null: empty. */
  coverId: string | null;
}

/** What the gallery is asked for; all that is said must hold. */
export interface GalleryFilter {
  /** As typed (read-search.ts). */
  search?: string;
  models?: string[];
  /** `512x768` */
  sizes?: string[];
  /** Made at this moment or later, and before that one. ISO 8601. */
  from?: string;
  until?: string;
  /** At least so many stars. */
  rating?: number;
  favourite?: boolean;
  tag?: string;
  collection?: string;
  kind?: PictureKind;
  order?: GalleryOrder;
}
