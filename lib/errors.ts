/** What went wrong, for the person it concerns; the cause is for the log. */
export interface AppErrorOptions {
  /** Stable, for programs: `checkpoint_not_found`. */
  code: string;
  /** HTTP status of an answer that ends in this error. */
  status: number;
  /** One or two sentences: what happened and what to do next. */
  message: string;
  cause?: unknown;
}

/** The one error class of the product. Everything else that is thrown is a defect and answers 500. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;

  constructor({ code, status, message, cause }: AppErrorOptions) {
    super(message, { cause });
    this.name = 'AppError';
    this.code = code;
    this.status = status;
  }
}

/** What is asked for is not there, or not for this person: that others have it is not told. */
export function noSuch(noun: string): AppError {
  return new AppError({
    code: `${noun}_not_found`,
    status: 404,
    message: `There is no such ${noun}, or it is gone. Reload the page to see those there are.`,
  });
}

/** Somebody else changed the same thing meanwhile. */
export function changedMeanwhile(noun: string): AppError {
  return new AppError({
    code: 'changed_meanwhile',
    status: 409,
    message: `Somebody else changed this ${noun} meanwhile. Look at what it is now, then change it again.`,
  });
}
