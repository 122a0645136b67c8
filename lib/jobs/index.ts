export { currentJob, findJob, listJobs } from './find';
export { interruptJobs } from './interrupt';
export { moveJob } from './move-job';
export { findPicture, findPictures, listPictures, openPicture, type PictureView } from './picture-file';
export { putBackJob } from './put-back';
export { repeatJob } from './repeat-job';
export { skipBatch } from './skip-batch';
export { enqueueJob, type JobSubmission, submitJob } from './submit';
export { waitForEnd, waitForJob } from './wait';
