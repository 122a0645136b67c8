import { TooManyAttempts } from '@/lib/auth/sign-in-limit';
import { AppError } from '@/lib/errors';
import { BadFields } from '@/lib/generation/generation-fields';
import { NoSuchCheckpoint } from '@/lib/generation/resolve-checkpoint';
import { expectedError } from '@/lib/http/expected-error';
import { UnknownCheckpoint, UnknownOption } from '@/lib/options';
import { API_NAMES } from './api-names';
import { PythonError, ValidationError } from './errors';

interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** Seconds after which a place in the queue may be free again. */
const QUEUE_AGAIN = 5;

/** What programs expect to read for each way of not being let in; another sentence would be as true. */
const AUTH_DETAIL: Readonly<Record<string, string>> = {
  not_signed_in: 'Not authenticated',
  malformed_authorization: 'Invalid authentication credentials',
  unknown_token: 'Invalid authentication credentials',
  wrong_credentials: 'Incorrect username or password',
};

const exception = (status: number, error: string, errors: string): Answer => ({
  status,
  body: { error, detail: '', body: '', errors },
});

function validation(detail: unknown): Answer {
  return { status: 422, body: { detail } };
}

function expected(error: AppError): Answer {
  const body = { error: 'HTTPException', detail: error.message, body: '', errors: '' };
  if (error.status === 429) return { status: 429, body, headers: { 'retry-after': String(QUEUE_AGAIN) } };
  if (error.status !== 401) return { status: error.status, body };
  return {
    status: 401,
    body: { ...body, detail: AUTH_DETAIL[error.code] ?? error.message },
    headers: { 'www-authenticate': 'Basic realm="Atelier", charset="UTF-8"' },
  };
}

/** The status and body of an error, in the shapes that programs know (sdapi §1.3). */
export function answerOfError(thrown: unknown): Answer {
  const error = expectedError(thrown);
  if (error instanceof ValidationError) return validation(error.detail);
  if (error instanceof BadFields) {
    const detail = error.problems.map(({ field, message }) => ({
      loc: ['body', API_NAMES[field]],
      msg: message,
      type: 'value_error',
    }));
    return validation(detail);
  }
  if (error instanceof PythonError) return exception(500, error.pythonName, error.message);
  if (error instanceof UnknownOption) return exception(500, 'KeyError', `'${error.key}'`);
  if (error instanceof NoSuchCheckpoint) return exception(500, 'Exception', error.message);
  if (error instanceof UnknownCheckpoint) return exception(500, 'RuntimeError', error.message);
  if (error instanceof TooManyAttempts) {
    return { ...expected(error), headers: { 'retry-after': String(error.seconds) } };
  }
  if (error instanceof AppError) return expected(error);
  // The text of a defect may name files and tables; it is for the log.
  return exception(
    500,
    'InternalServerError',
    'Something went wrong on the server. Try again, or tell an admin.',
  );
}
