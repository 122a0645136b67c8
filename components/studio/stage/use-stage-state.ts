'use client';
import { useState } from 'react';
import type { JobView } from '@/lib/jobs/types';
import { picturesOf } from '../data/pictures-of';
import { useActiveJobs, useHistory, useJobs } from '../data/queries';
import type { StudioPicture } from '../data/studio-picture';

/** What the user chose to look at; null follows the work: what runs, else what was made last. */
type Focus = { jobId: string } | { picture: StudioPicture } | null;

export interface StageState {
  /** The job on the stage, if it is one of those the page knows. */
  job: JobView | null;
  pictures: StudioPicture[];
  /** The picture that actions and facts are about. */
  selected: StudioPicture | null;
  select: (picture: StudioPicture) => void;
  showJob: (jobId: string) => void;
  showPicture: (picture: StudioPicture) => void;
  follow: () => void;
  /** Next (+1) or previous (-1) picture, through the batch or the history. */
  turn: (by: 1 | -1) => void;
  fullSize: boolean;
  setFullSize: (open: boolean) => void;
}

export function useStageState(): StageState {
  const [focus, setFocus] = useState<Focus>(null);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [fullSize, setFullSize] = useState(false);
  const jobs = useJobs();
  const active = useActiveJobs();
  const history = useHistory().data?.pages.flatMap((page) => page.pictures) ?? [];

  const job = jobOnStage(focus, jobs, active, history);
  const pictures = picturesOnStage(focus, job, history);
  const selected = pictures.find((picture) => picture.id === selectedId) ?? pictures[0] ?? null;

  const look = (next: Focus) => {
    setFocus(next);
    setSelectedId(null);
  };
  const turn = (by: 1 | -1) => {
    if (!selected) return;
    const single = focus !== null && 'picture' in focus;
    const row = single ? history : pictures;
    const next = row[row.findIndex((picture) => picture.id === selected.id) + by];
    if (!next) return;
    if (single) look({ picture: next });
    else setSelectedId(next.id);
  };

  return {
    job,
    pictures,
    selected,
    select: (picture) => setSelectedId(picture.id),
    showJob: (jobId) => look({ jobId }),
    showPicture: (picture) => look({ picture }),
    follow: () => look(null),
    turn,
    fullSize: fullSize && selected !== null,
    setFullSize,
  };
}

function jobOnStage(
  focus: Focus,
  jobs: JobView[],
  active: JobView[],
  history: StudioPicture[],
): JobView | null {
  if (focus === null) {
    if (active[0]) return active[0];
    const newest = jobs[0];
    // A program's job whose pictures were not kept has nothing to show.
    if (newest && (newest.pictures.length > 0 || newest.state === 'failed')) return newest;
    return jobs.find((job) => job.id === history[0]?.jobId) ?? null;
  }
  if ('picture' in focus) return null;
  return jobs.find((job) => job.id === focus.jobId) ?? null;
}

function picturesOnStage(focus: Focus, job: JobView | null, history: StudioPicture[]): StudioPicture[] {
  if (focus !== null && 'picture' in focus) return [focus.picture];
  if (job) return picturesOf(job);
  return history.slice(0, 1);
}
