'use client';
import { useState } from 'react';
import type { JobView } from '@/lib/jobs/types';
import { picturesOf } from '../data/pictures-of';
import { useActiveJobs, useHistory, useJobs } from '../data/queries';
import type { StudioPicture } from '../data/studio-picture';
import { type Comparison, useComparison } from './use-comparison';

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
  /** Of several pictures only the selected one is shown. */
  single: boolean;
  setSingle: (single: boolean) => void;
  fullSize: boolean;
  setFullSize: (open: boolean) => void;
  comparison: Comparison;
}

export function useStageState(): StageState {
  const [focus, setFocus] = useState<Focus>(null);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [single, setSingle] = useState(false);
  const [fullSize, setFullSize] = useState(false);
  const comparison = useComparison();
  const jobs = useJobs();
  const active = useActiveJobs();
  const loaded = useHistory().data?.pages.flatMap((page) => page.pictures);
  const history = loaded ?? [];
  // A picture that was thrown away, here or elsewhere, is looked at no longer.
  const isGone = focus !== null && 'picture' in focus && loaded?.every(({ id }) => id !== focus.picture.id);
  const looked = isGone ? null : focus;

  const job = jobOnStage(looked, jobs, active, history);
  const pictures = picturesOnStage(looked, job, history);
  const selected = pictures.find((picture) => picture.id === selectedId) ?? pictures[0] ?? null;

  const look = (next: Focus) => {
    setFocus(next);
    setSelectedId(null);
  };
  const turn = (by: 1 | -1) => {
    if (!selected) return;
    const isOfHistory = looked !== null && 'picture' in looked;
    const row = isOfHistory ? history : pictures;
    const next = row[row.findIndex((picture) => picture.id === selected.id) + by];
    if (!next) return;
    if (isOfHistory) look({ picture: next });
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
    single: single && pictures.length > 1,
    setSingle,
    fullSize: fullSize && selected !== null,
    setFullSize,
    comparison,
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
