'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { studioFetch } from '@/components/studio/data/studio-fetch';
import type { GalleryOutline, GalleryPage } from '@/lib/gallery/gallery-view';
import { ENDED, type JobView } from '@/lib/jobs/types';
import { useJobs } from '../../studio/data/queries';
import { askedOf, EVERYTHING, type Filter } from './gallery-filter';
import { facetsKey, firstPageKey, outlineKey } from './gallery-keys';
import { dayOf, withNew } from './outline';
import type { PictureStore } from './picture-store';

/** All that is looked for, in order: at first what came with the page, then the whole; new pictures join at the top. */
export function useOutline(filter: Filter, store: PictureStore) {
  const asked = askedOf(filter).toString();
  const all = asked === askedOf(EVERYTHING).toString();
  const first = useQuery<GalleryPage>({ queryKey: firstPageKey, enabled: false });
  const firstPage = all ? first.data : undefined;
  const query = useQuery({
    queryKey: [...outlineKey, asked],
    queryFn: () => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      return studioFetch<GalleryOutline>(`/api/gallery/outline?zone=${encodeURIComponent(zone)}&${asked}`);
    },
    placeholderData: keepPreviousData,
  });
  const provisional = useMemo(() => {
    if (!firstPage) return undefined;
    store.put(firstPage.pictures);
    return outlineOf(firstPage);
  }, [firstPage, store]);
  useArrivals(query.isPlaceholderData ? undefined : query.data, asked, all);
  return { ...query, outline: query.data ?? provisional, whole: query.data !== undefined };
}

function outlineOf({ pictures }: GalleryPage): GalleryOutline {
  const outline: GalleryOutline = { ids: [], ratios: [], days: [] };
  for (const { id, width, height, createdAt } of pictures) {
    outline.ids.push(id);
    outline.ratios.push(Math.round((100 * width) / height));
    const day = dayOf(createdAt);
    const last = outline.days.at(-1);
    if (last?.[0] === day) last[1]++;
    else outline.days.push([day, 1]);
  }
  return outline;
}

/** Pictures of jobs that end while one looks join at the top; where something is looked for, the server says which do. */
function useArrivals(outline: GalleryOutline | undefined, asked: string, all: boolean): void {
  const queryClient = useQueryClient();
  const jobs = useJobs();
  // Also those that were thrown away since: nothing joins twice.
  const seen = useRef(new Set<string>());
  useEffect(() => {
    if (!outline) return;
    if (all) for (const id of outline.ids) seen.current.add(id);
    const fresh = jobs.filter(isEnded).flatMap((job) => freshOf(job, seen.current));
    if (fresh.length === 0) return;
    for (const { id } of fresh) seen.current.add(id);
    void queryClient.invalidateQueries({ queryKey: facetsKey });
    const queryKey = [...outlineKey, asked];
    if (all) queryClient.setQueryData<GalleryOutline>(queryKey, (known) => known && withNew(known, fresh));
    else void queryClient.invalidateQueries({ queryKey });
  }, [outline, jobs, all, queryClient, asked]);
}

const isEnded = ({ state }: JobView) => ENDED.includes(state);

const freshOf = (job: JobView, seen: ReadonlySet<string>) =>
  job.pictures
    .filter(({ id, saved }) => saved && !seen.has(id))
    .map((picture) => ({ ...picture, createdAt: job.finishedAt ?? job.createdAt }));
