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
