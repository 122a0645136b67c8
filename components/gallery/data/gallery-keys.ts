import { galleryKey } from '../../studio/data/query-keys';

export { galleryKey };
/** The newest pictures, which come with the page. */
export const firstPageKey = [...galleryKey, 'first'];
export const outlineKey = [...galleryKey, 'outline'];
export const facetsKey = [...galleryKey, 'facets'];
export const collectionsKey = [...galleryKey, 'collections'];
