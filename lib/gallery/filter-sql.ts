import type { GalleryFilter } from './gallery-view';
import { readSearch } from './read-search';

/** A condition about the row `p` of `picture`, with its values; `$1` is the owner. */
export interface Condition {
  sql: string;
  values: unknown[];
  /** The pieces of the words that are looked for, as they stand in the text in lower case; empty: no search. */
  pieces: string[];
}

const WORDS = 'array_to_tsvector(gallery_words(p.user_id, p.infotext))';
const likeText = (text: string) => text.normalize('NFC').replace(/[\\%_]/g, '\\$&');
const marked = (what: string) =>
  `EXISTS (SELECT 1 FROM picture_mark m WHERE m.picture_id = p.id AND m.user_id = $1 AND ${what})`;

/** What the filter says, for pictures of this person that are kept and not in the trash. */
export function conditionOf(userId: string, filter: GalleryFilter): Condition {
  const values: unknown[] = [userId];
  const put = (value: unknown) => `$${values.push(value)}`;
  const all = ['p.user_id = $1', 'p.saved', 'p.deleted_at IS NULL'];
  const { words, unwanted, tags, phrases } = readSearch(filter.search ?? '');
  if (words) {
    const query = `gallery_query($1, ${put(words)})`;
    all.push(`(numnode(${query}) = 0 OR ${WORDS} @@ ${query})`);
  }
  for (const tag of tags) {
    const [first, within] = [put(`${likeText(tag)}%`), put(`% ${likeText(tag)}%`)];
    all.push(marked(`EXISTS (SELECT 1 FROM unnest(m.tags) t WHERE t LIKE ${first} OR t LIKE ${within})`));
  }
  for (const phrase of phrases) all.push(`position(lower(${put(phrase)}) IN lower(p.infotext)) > 0`);
  for (const words of unwanted) {
    // Asked of the index and taken away: nobody works out the words of every picture that stays.
    const query = `gallery_query($1, ${put(words)})`;
    all.push(`p.id NOT IN (SELECT p.id FROM picture p WHERE p.user_id = $1 AND p.saved AND p.deleted_at IS NULL
      AND numnode(${query}) > 0 AND ${WORDS} @@ ${query})`);
  }
  if (filter.models) all.push(`p.model = ANY(${put(filter.models)})`);
  if (filter.sizes) all.push(`p.width || 'x' || p.height = ANY(${put(filter.sizes)})`);
  if (filter.kind) all.push(`p.kind = ${put(filter.kind)}`);
  if (filter.from) all.push(`p.created_at >= ${put(filter.from)}`);
  if (filter.until) all.push(`p.created_at < ${put(filter.until)}`);
  if (filter.favourite) all.push(marked('m.favourite'));
  if (filter.rating) all.push(marked(`m.rating > 0 AND m.rating >= ${put(filter.rating)}`));
  if (filter.tag) all.push(marked(`m.tags @> ARRAY[${put(filter.tag)}]`));
  if (filter.collection) {
    all.push(`p.id IN (SELECT c.picture_id FROM collection_picture c JOIN collection o ON o.id = c.collection_id
      WHERE o.user_id = $1 AND o.id = ${put(filter.collection)})`);
  }
  return { sql: all.join(' AND '), values, pieces: words.toLowerCase().match(/[a-z0-9]+/g) ?? [] };
}
