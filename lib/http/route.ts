import { ZodError } from 'zod';
import { TooManyAttempts } from '@/lib/auth/sign-in-limit';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { expectedError } from './expected-error';

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

interface Problem {
  status: number;
  code: string;
  message: string;
  /** Which field is wrong, for forms. */
  fields?: Record<string, string>;
}

function problemOf(thrown: unknown): Problem {
  const error = expectedError(thrown);
  if (error instanceof AppError) return { status: error.status, code: error.code, message: error.message };
  if (error instanceof ZodError) {
    const fields = Object.fromEntries(error.issues.map((issue) => [issue.path.join('.'), issue.message]));
    const message = error.issues[0]?.message ?? 'Some fields are not right. Check them.';
    return { status: 422, code: 'bad_fields', message, fields };
  }
  return {
    status: 500,
    code: 'defect',
    message:
      'Something went wrong on the server. Try again; if it stays so, tell an admin to look into the log.',
  };
}

/** The answer of the studio's own API to an error: `{"error":{"code","message"}}`, with `fields` for a form. */
export function jsonError(error: unknown): Response {
  const { status, ...problem } = problemOf(error);
  const headers: HeadersInit =
    error instanceof TooManyAttempts ? { 'retry-after': String(error.seconds) } : {};
  return Response.json({ error: problem }, { status, headers });
}

/**
 * Wraps a route of the studio's own API: an AppError (also a ZodError, as 422) becomes its JSON error; anything else is
 * a defect, which is logged and answered with 500 and no detail.
 */
export function route<Context = unknown>(handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      const answer = jsonError(error);
      if (answer.status >= 500)
        log.error({ err: error, url: new URL(request.url).pathname }, 'request failed');
      return answer;
    }
  };
}
