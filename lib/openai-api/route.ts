import { authorize, type Caller } from '@/lib/auth';
import { TooManyAttempts } from '@/lib/auth/sign-in-limit';
import { config } from '@/lib/config';
import { AppError } from '@/lib/errors';
import { expectedError } from '@/lib/http/expected-error';
import { log } from '@/lib/log';
import { CLIENT_GONE, UNCOMPRESSED } from '@/lib/webui-api/route';

/** One parameter of a request is not right: 400. */
export class BadParameter extends AppError {
  constructor(
    readonly param: string,
    message: string,
  ) {
    super({ code: 'invalid_value', status: 400, message });
  }
}

const failed = (status: number, body: object, headers: Record<string, string> = {}) =>
  Response.json({ error: body }, { status, headers });

/** An error as OpenAI's clients read it: `{"error":{"message","type","param","code"}}`. */
function errorAnswer(thrown: unknown): Response {
  const error = expectedError(thrown);
  if (!(error instanceof AppError)) {
    const message = 'Something went wrong on the server. Try again, or tell an admin.';
    return failed(500, { message, type: 'server_error', param: null, code: null });
  }
  const { status, message } = error;
  const type = status >= 500 ? 'server_error' : status === 429 ? 'rate_limit_error' : 'invalid_request_error';
  const code = status === 401 ? 'invalid_api_key' : error.code;
  const param = error instanceof BadParameter ? error.param : null;
  const wait = error instanceof TooManyAttempts ? error.seconds : 5;
  return failed(
    status,
    { message, type, param, code },
    status === 429 ? { 'retry-after': String(wait) } : {},
  );
}

type Handler = (request: Request) => Promise<Response>;

/** A POST handler for OpenAI's clients: signs in, answers JSON, and errors in their shape. 404 while the API is off. */
export function openAiRoute(answer: (request: Request, caller: Caller) => Promise<object>): Handler {
  return async (request) => {
    if (!config().api) return Response.json({ detail: 'Not Found' }, { status: 404 });
    try {
      const body = await answer(request, await authorize(request, 'jobs.own'));
      return Response.json(body, { headers: UNCOMPRESSED });
    } catch (error) {
      if (request.signal.aborted) return new Response(null, { status: CLIENT_GONE });
      const response = errorAnswer(error);
      if (response.status >= 500)
        log.error({ err: error, path: new URL(request.url).pathname }, 'api call failed');
      return response;
    }
  };
}
