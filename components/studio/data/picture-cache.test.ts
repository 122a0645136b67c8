import { type InfiniteData, QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { JobView } from '@/lib/jobs/types';
import { takePictureChange } from './picture-cache';
import { galleryKey, jobsKey, picturesKey } from './query-keys';
import type { PicturePage, StudioPicture } from './studio-picture';

const picture = (id: string) => ({ id }) as StudioPicture;
const job = (...ids: string[]) => ({ id: ids.join(), pictures: ids.map(picture) }) as unknown as JobView;

function filled(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(jobsKey, [job('a', 'b'), job('c')]);
  const pages: PicturePage[] = [
    { pictures: [picture('a'), picture('b')], next: 'b' },
    { pictures: [picture('c')], next: null },
  ];
  client.setQueryData(picturesKey, { pages, pageParams: ['', 'b'] });
  client.setQueryData(galleryKey, 'looked at');
  return client;
}

const left = (client: QueryClient) => [
  client.getQueryData<JobView[]>(jobsKey)!.map(({ pictures }) => pictures.map(({ id }) => id)),
  client
    .getQueryData<InfiniteData<PicturePage>>(picturesKey)!
    .pages.map(({ pictures }) => pictures.map(({ id }) => id)),
];

test('pictures that went elsewhere leave at once; the gallery asks anew', () => {
  const client = filled();
  takePictureChange(client, { change: 'gone', ids: ['a', 'c', 'unknown'] });
  expect(left(client)).toEqual([
    [['b'], []],
    [['b'], []],
  ]);
  expect(client.getQueryState(galleryKey)?.isInvalidated).toBe(true);
  expect(client.getQueryState(picturesKey)?.isInvalidated).toBe(false);
});

test.each([{ change: 'came', ids: ['z'] } as const, { change: 'gone', ids: null } as const])(
  '%j: everything is asked for anew',
  (change) => {
    const client = filled();
    takePictureChange(client, { ...change, ids: change.ids && [...change.ids] });
    for (const key of [jobsKey, picturesKey, galleryKey])
      expect(client.getQueryState(key)?.isInvalidated).toBe(true);
  },
);
