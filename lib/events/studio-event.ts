import type { PictureChange } from '@/lib/jobs/picture-changes';
import type { JobView } from '@/lib/jobs/types';

/** What a signed-in page is told as it happens. */
export type StudioEvent =
  | { type: 'job'; job: JobView }
  /** Models they see came, changed or went: fetch them again. */
  | { type: 'models' }
  /** Their options were changed, here or elsewhere: fetch them again. */
  | { type: 'options' }
  /** Pictures came without a job, came back, or went to the trash. */
  | ({ type: 'pictures' } & Omit<PictureChange, 'userId'>)
  /** Events may have been missed (the database was away): fetch what is on the screen again. */
  | { type: 'refresh' };
