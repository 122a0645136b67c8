'use client';
import dynamic from 'next/dynamic';
import { useEffect, useRef } from 'react';
import { ENDED } from '@/lib/jobs/types';
import { useHistory, useJobs } from '../data/queries';
import { useStudio } from '../studio-context';
import { ComparedPictures } from './compared-pictures';
import { EmptyStage } from './empty-stage';
import { Facts } from './facts';
import { LiveView } from './live-view';
import { Notices } from './notices';
import { PictureGrid } from './picture-grid';
import { RefusedJob } from './refused-job';
import { SinglePicture } from './single-picture';

const FullSizeDialog = dynamic(() => import('./full-size-dialog').then((module) => module.FullSizeDialog), {
  ssr: false,
});

/** The middle of the page: the picture, and nothing that competes with it. */
export function Stage() {
  const { run, stage } = useStudio();
  const jobs = useJobs();
  const shown = stage.job ?? jobs.find(({ id }) => id === stage.selected?.jobId);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the stage may be scrolled away; what was just asked for should be seen.
    if (run.submitting) top.current?.scrollIntoView({ block: 'nearest' });
  }, [run.submitting]);
  return (
    <>
      <div ref={top} className="min-h-0 flex-1 bg-stage p-3 wide:p-6">
        <StageContent />
      </div>
      {shown && <Notices job={shown} />}
      <ComparedPictures />
      <Facts />
      {stage.fullSize && <FullSizeDialog />}
    </>
  );
}

function StageContent() {
  const { stage } = useStudio();
  const history = useHistory();
  const { job, pictures, selected } = stage;
  if (job && !ENDED.includes(job.state)) return <LiveView job={job} />;
  if (stage.single && selected) return <SinglePicture picture={selected} />;
  if (pictures.length > 1) return <PictureGrid pictures={pictures} />;
  if (pictures[0]) return <SinglePicture picture={pictures[0]} />;
  if (job) return <RefusedJob job={job} />;
  return history.isPending ? null : <EmptyStage />;
}
