import type { Config } from '@/lib/config';

/** What programs call, as opposed to people's browsers. */
const API = /^\/(?:(?:sdapi|controlnet|internal|v1)(?:\/|$)|(?:docs|openapi\.json)\/?$)/;
/** How a managed cluster's clients write addresses: the name of the service in front. */
const OF_SERVICE = /^\/api\/predict\/[\w-][\w.-]*(?=\/)/;
/** Asked by whatever watches over the installation, in every mode. */
const ALIVE = '/internal/ping';

/** Whether this installation answers requests for the path: `--nowebui` leaves the API, `--no-api` the pages. */
export function isServed(pathname: string, { api, nowebui }: Pick<Config, 'api' | 'nowebui'>): boolean {
  const path = normalised(pathname);
  if (path === null) return false;
  if (path === ALIVE) return true;
  return API.test(path) ? api : !nowebui;
}

/**
 * A request's target without the name of a service in front of a path of the API: `/api/predict/shop/sdapi/v1/options` is
 * `/sdapi/v1/options`. Any other is as it was.
 */
export function withoutService(target = '/'): string {
  const rest = target.replace(OF_SERVICE, '');
  return rest !== target && isApiPath(pathnameOf(rest)) ? rest : target;
}

export const isApiPath = (pathname: string) => API.test(normalised(pathname) ?? '');

/** The path of a request's target, which a client may also send as a whole URL (RFC 9112, 3.2.2). */
export function pathnameOf(target = '/'): string {
  if (!target.startsWith('/') && URL.canParse(target)) return new URL(target).pathname;
  return target.split('?', 1)[0] ?? '/';
}

/** As the router will read it: decoded, without empty parts. Null when it is not valid. */
function normalised(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname).replace(/[/\\]+/g, '/');
  } catch {
    return null;
  }
}
