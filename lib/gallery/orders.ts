import type { GalleryOrder } from './gallery-view';

/** How pictures follow each other, in SQL about the row `p` of `picture`; `$1` is the owner. */
interface Order {
  /** What else is looked at. */
  join: string;
  /** The first counts most; the last is one of its kind. All in the same direction. */
  keys: readonly string[];
  direction: 'ASC' | 'DESC';
  /** Under which heading a picture stands; null: the day it was made on. */
  group: string | null;
}

const MADE = ['p.created_at', 'p.id'];
const AREA = 'p.width * p.height';
const MARKS = 'LEFT JOIN picture_mark r ON r.picture_id = p.id AND r.user_id = $1';
const RATING = 'coalesce(r.rating, 0)';

export const ORDERS: Readonly<Record<GalleryOrder, Order>> = {
  newest: { join: '', keys: MADE, direction: 'DESC', group: null },
  oldest: { join: '', keys: MADE, direction: 'ASC', group: null },
  rating: { join: MARKS, keys: [RATING, ...MADE], direction: 'DESC', group: `'rating:' || ${RATING}` },
  largest: { join: '', keys: [`(${AREA})`, ...MADE], direction: 'DESC', group: `'pixels:' || ${AREA}` },
};

/** `p.created_at DESC, p.id DESC` */
export const orderBy = ({ keys, direction }: Order) => keys.map((key) => `${key} ${direction}`).join(', ');

/** That a picture comes after the one whose id is the parameter; that one may be in the trash. */
export function comesAfter({ join, keys, direction }: Order, id: string): string {
  const all = keys.join(', ');
  return `(${id} IS NULL OR (${all}) ${direction === 'DESC' ? '<' : '>'} (
    SELECT ${all} FROM picture p ${join} WHERE p.id = ${id} AND p.user_id = $1))`;
}
