import type { GalleryPicture } from '@/lib/gallery/gallery-view';

/** So many pictures are kept in mind; of those that were shown longest ago it forgets. */
const KEPT = 4_000;
const AT_ONCE = 100;
/** Rows that only fly past while somebody scrolls are not asked for. */
const PAUSE_MS = 40;

type Fetch = (ids: readonly string[]) => Promise<GalleryPicture[]>;

/**
 * What is known of single pictures, fetched as they come into view, many at once. A picture the server no longer has is
 * told through `onGone`.
 */
export class PictureStore {
  onGone: (ids: string[]) => void = () => {};
  #version = 0;
  readonly #pictures = new Map<string, GalleryPicture>();
  readonly #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly fetchPictures: Fetch) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Another number after each change. */
  readonly version = () => this.#version;

  get = (id: string): GalleryPicture | undefined => this.#pictures.get(id);

  put(pictures: readonly GalleryPicture[]): void {
    for (const picture of pictures) {
      this.#pictures.delete(picture.id);
      this.#pictures.set(picture.id, picture);
    }
    for (const id of this.#pictures.keys()) {
      if (this.#pictures.size <= KEPT) break;
      this.#pictures.delete(id);
    }
  }

  /** Changes what is known of pictures at once, before the server has said yes. */
  change(ids: Iterable<string>, change: (picture: GalleryPicture) => GalleryPicture): void {
    for (const id of ids) {
      const picture = this.#pictures.get(id);
      if (picture) this.#pictures.set(id, change(picture));
    }
    this.#tell();
  }

  /** Asks for these as soon as nobody scrolls on. */
  want(ids: readonly string[]): void {
    this.#wanted = ids;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#fetchWanted(), PAUSE_MS);
  }

  /** Asks for these anew: they may not be what was last shown. */
  async refresh(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += AT_ONCE) await this.#fetch(ids.slice(at, at + AT_ONCE));
  }

  async #fetchWanted(): Promise<void> {
    const missing = this.#wanted.filter((id) => !this.#pictures.has(id) && !this.#asked.has(id));
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      // Those in view answer again when they are wanted next.
      await this.#fetch(missing.slice(at, at + AT_ONCE)).catch(() => {});
    }
  }

  async #fetch(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#asked.add(id);
    try {
      const pictures = await this.fetchPictures(ids);
      this.put(pictures);
      const found = new Set(pictures.map(({ id }) => id));
      const gone = ids.filter((id) => !found.has(id));
      if (gone.length > 0) this.onGone(gone);
      this.#tell();
    } finally {
      for (const id of ids) this.#asked.delete(id);
    }
  }

  #tell(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}
