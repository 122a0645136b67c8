import { downloadUrl, type StudioPicture } from '../data/studio-picture';

/** One picture as it is, several as an archive. */
export function downloadPictures(pictures: readonly Pick<StudioPicture, 'id'>[]): void {
  const [only, ...others] = pictures;
  if (!only) return;
  if (others.length > 0) submitIds(pictures.map(({ id }) => id));
  else Object.assign(document.createElement('a'), { href: downloadUrl(only), download: '' }).click();
}

/** A form, because an address holds only so many ids. */
function submitIds(ids: readonly string[]): void {
  const form = Object.assign(document.createElement('form'), {
    action: '/api/gallery/archive',
    method: 'POST',
  });
  for (const id of ids)
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'id', value: id }));
  document.body.append(form);
  form.submit();
  form.remove();
}
