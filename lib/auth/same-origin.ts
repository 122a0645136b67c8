import { AppError } from '@/lib/errors';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/**
 * A browser sends the session cookie with requests that other sites make it send. So a request that changes something
 * on the strength of a cookie must come from a page of ours. Browsers tell so with Sec-Fetch-Site (over HTTPS and on
 * localhost) and with Origin (always, for such requests); neither can be set by a page. A token or a password in the
 * request needs no such check: other sites don't have it. Throws AppError 403.
 */
export function checkSameOrigin(request: Request): void {
  if (READING.has(request.method)) return;
  const { headers } = request;
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  const hosts = [headers.get('host'), headers.get('x-forwarded-host')];
  const same = site ? site === 'same-origin' : origin !== null && hosts.includes(hostOf(origin) ?? '');
  if (same) return;
  throw new AppError({
    code: 'cross_site_request',
    status: 403,
    message:
      'This request did not come from a page of this address. Reload the page and try again; programs use a token.',
  });
}
