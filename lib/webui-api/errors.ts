import { AppError } from '@/lib/errors';

/** One entry of a 422 answer. */
export interface Detail {
  loc: (string | number)[];
  msg: string;
  type: string;
  ctx?: Record<string, unknown>;
}

/** The request's fields are not right: 422 with every bad one. */
export class ValidationError extends AppError {
  constructor(readonly detail: Detail[]) {
    super({ code: 'bad_fields', status: 422, message: detail.map(({ msg }) => msg).join(' ') });
  }
}

/** What ends in 500 with the name of a Python exception, because programs know it so. */
export class PythonError extends AppError {
  constructor(
    readonly pythonName: string,
    message: string,
    cause?: unknown,
  ) {
    super({ code: 'failed', status: 500, message, cause });
  }
}

/** A feature that the WebUI API has and this server has not (yet): 501. */
export function notSupported(what: string, remedy: string): AppError {
  return new AppError({
    code: 'not_supported',
    status: 501,
    message: `${what} is not supported yet. ${remedy}`,
  });
}
