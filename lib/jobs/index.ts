export { currentJob, findJob, listJobs } from './find';
export { interruptJobs } from './interrupt';
export { findPicture, findPictures, listPictures, openPicture, type PictureView } from './picture-file';
export { skipBatch } from './skip-batch';
export { type JobSubmission, submitJob } from './submit';
export { waitForJob } from './wait';
