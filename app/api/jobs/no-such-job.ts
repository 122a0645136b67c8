import { AppError } from '@/lib/errors';

/** Also for other people's jobs: that they exist is not told. */
export function noSuchJob(): AppError {
  return new AppError({
    code: 'job_not_found',
    status: 404,
    message: 'There is no such job among yours. Reload the page to see those there are.',
  });
}
