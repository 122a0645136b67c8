import { ZodError } from 'zod';
import { TooManyAttempts } from '@/lib/auth/sign-in-limit';
import { AppError } from '@/lib/errors';
import { BadFields } from '@/lib/generation/generation-fields';
import { inLanguage, jsonInLanguage } from '@/lib/i18n/in-language';
import { type Locale, localeOf } from '@/lib/i18n/locales';
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
  if (error instanceof BadFields) {
    const fields = Object.fromEntries(error.problems.map(({ field, message }) => [field, message]));
    return { status: error.status, code: error.code, message: error.message, fields };
  }
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

/**
 * The answer of the studio's own API to an error: `{"error":{"code","message"}}`, with `fields` for a form, in the words
 * of whoever asked.
 */
export function jsonError(error: unknown, locale: Locale): Response {
  const { status, ...problem } = inLanguage(problemOf(error), locale);
  const headers: HeadersInit =
    error instanceof TooManyAttempts ? { 'retry-after': String(error.seconds) } : {};
  return Response.json({ error: problem }, { status, headers });
}

/** What the server says in the answer, such as why a job failed, in the reader's language. */
async function inWordsOf(locale: Locale, answer: Response): Promise<Response> {
  if (locale === 'en' || !answer.headers.get('content-type')?.startsWith('application/json')) return answer;
  const { status, headers } = answer;
  return new Response(jsonInLanguage(await answer.text(), locale), { status, headers });
}

/**
 * Wraps a route of the studio's own API: an AppError (also a ZodError, as 422) becomes its JSON error; anything else is
 * a defect, which is logged and answered with 500 and no detail. The server's sentences leave in the language that the
 * request asks for.
 */
export function route<Context = unknown>(handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    const locale = localeOf(request.headers);
    try {
      return await inWordsOf(locale, await handler(request, context));
    } catch (error) {
      const answer = jsonError(error, locale);
      if (answer.status >= 500)
        log.error({ err: error, url: new URL(request.url).pathname }, 'request failed');
      return answer;
    }
  };
}
