import { authorize, type Caller, type Permission } from '@/lib/auth';
import { config } from '@/lib/config';
import { pythonJson } from '@/lib/http/python-json';
import { log } from '@/lib/log';
import { answerOfError } from './answer-error';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
/** As reverse proxies log it. */
export const CLIENT_GONE = 499;
type Method = (typeof METHODS)[number];

/** What answers one method: who may call it, and the work. Its result is sent as JSON, a Response as it is. */
export interface Endpoint {
  permission: Permission;
  answer: (request: Request, caller: Caller) => Promise<unknown>;
  /** Its answer is pictures, little else. */
  isPictures?: boolean;
}

/** For pictures in base64: compressing them takes longer than a network of today saves by it. */
export const UNCOMPRESSED = { 'cache-control': 'no-transform' } as const;

type RouteHandlers = Record<Method, (request: Request) => Promise<Response>>;

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(pythonJson(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** The answer to a path that does not exist, and to all while the API is off. */
export function notFound(): Response {
  return json(404, { detail: 'Not Found' });
}

async function answered(request: Request, endpoint: Endpoint): Promise<Response> {
  const began = performance.now();
  try {
    const caller = await authorize(request, endpoint.permission);
    const body = await endpoint.answer(request, caller);
    const seconds = ((performance.now() - began) / 1000).toFixed(6);
    const headers = { 'x-process-time': seconds, ...(endpoint.isPictures ? UNCOMPRESSED : {}) };
    if (!(body instanceof Response)) return json(200, body, headers);
    body.headers.set('x-process-time', seconds);
    return body;
  } catch (error) {
    // Nobody reads the answer, and a client that goes away is no failure.
    if (request.signal.aborted) return new Response(null, { status: CLIENT_GONE });
    const { status, body, headers } = answerOfError(error);
    if (status === 500 || status === 503)
      log.error({ err: error, path: new URL(request.url).pathname }, 'api call failed');
    return json(status, body, headers);
  }
}

/**
 * The handlers of one path of the WebUI API. Methods without an endpoint answer 405; while the API is switched off all
 * answer 404. Errors become the shapes programs know, and each answer tells the seconds it took.
 */
export function webuiRoute(endpoints: Partial<Record<Method, Endpoint>>): RouteHandlers {
  const allow = Object.keys(endpoints).join(', ');
  const handlers = METHODS.map((method) => {
    const endpoint = endpoints[method];
    const handler = async (request: Request): Promise<Response> => {
      if (!config().api) return notFound();
      if (!endpoint) return json(405, { detail: 'Method Not Allowed' }, { allow });
      return answered(request, endpoint);
    };
    return [method, handler] as const;
  });
  return Object.fromEntries(handlers) as RouteHandlers;
}
