import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { JobView } from '@/lib/jobs/types';
import { galleryKey, jobsKey, picturesKey } from './query-keys';
import type { PicturePage } from './studio-picture';

/** What the server tells of pictures; `ids` null: many. */
interface PictureChange {
  change: 'came' | 'gone';
  ids: string[] | null;
}

/** Pictures that were thrown away leave the stage and the history at once. */
export function leavePictures(queryClient: QueryClient, ids: readonly string[]): void {
  const gone = new Set(ids);
  const stay = ({ id }: { id: string }) => !gone.has(id);
  queryClient.setQueryData<InfiniteData<PicturePage>>(
    picturesKey,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({ ...page, pictures: page.pictures.filter(stay) })),
      },
  );
  queryClient.setQueryData<JobView[]>(jobsKey, (jobs) =>
    jobs?.map((job) => (job.pictures.every(stay) ? job : { ...job, pictures: job.pictures.filter(stay) })),
  );
}

/** Asks for everything that shows pictures anew. */
export function refreshPictures(queryClient: QueryClient): void {
  for (const queryKey of [picturesKey, jobsKey, galleryKey]) void queryClient.invalidateQueries({ queryKey });
}

/** Pictures came or went, here or elsewhere. */
export function takePictureChange(queryClient: QueryClient, { change, ids }: PictureChange): void {
  if (change === 'gone' && ids) {
    leavePictures(queryClient, ids);
    void queryClient.invalidateQueries({ queryKey: galleryKey });
  } else refreshPictures(queryClient);
}
