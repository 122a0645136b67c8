/** The web process: one port for pages, API and events. Holds no state; any number may run. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import next from 'next';
import { sessionSecret } from '@/lib/auth/session-secret';
import { config } from '@/lib/config';
import { closeDatabasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { keepFilesTidy } from '@/lib/files/keep-tidy';
import { stampClientAddress } from '@/lib/http/client-address';
import { log } from '@/lib/log';
import { handOverFiles } from '@/lib/people/hand-over-files';
import { isApiPath, isServed, pathnameOf, withoutService } from './gate';
import { openPort } from './open-port';
import { onShutdown, reportFailure, reportReady } from './shutdown';

/** For receiving a request; an answer may take as long as its pictures do. */
const REQUEST_TIMEOUT_MS = 10 * 60_000;
const HEADERS_TIMEOUT_MS = 30_000;
/** Longer than the proxies in front usually keep theirs, so that it is they who close. */
const KEEP_ALIVE_MS = 75_000;
/** What is being answered at the end gets this long. */
const DRAIN_MS = 1_000;

/** How often old trash and forgotten uploads are looked for. */
const TIDY_EVERY_MS = 60 * 60_000;

const settings = config();

async function start(): Promise<void> {
  process.env.AUTH_TRUST_HOST = '1';
  process.env.NEXTAUTH_SECRET = await sessionSecret();

  const server = createServer({
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  const app = next({ dev: settings.dev, dir: process.cwd(), port: settings.port, httpServer: server });
  await app.prepare();
  const answer = app.getRequestHandler();
  const upgrade = app.getUpgradeHandler();

  server.on('request', (request, response) => {
    request.url = withoutService(request.url);
    const pathname = pathnameOf(request.url);
    if (!isServed(pathname, settings)) return refuse(response);
    if (isApiPath(pathname)) logCall(pathname, request, response);
    stampClientAddress(request);
    answer(request, response).catch((error: unknown) => {
      log.error({ error, pathname }, 'a request failed');
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    upgrade(request, socket, head).catch(() => socket.destroy());
  });

  const tidying = setInterval(tidy, TIDY_EVERY_MS);
  onShutdown(async () => {
    clearInterval(tidying);
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    await closed;
    clearTimeout(timer);
    await Promise.allSettled([app.close(), closeDatabasePool()]);
  });
  await openPort(server, settings);
  log.info({ port: settings.port, listen: settings.listen }, 'web is ready');
  reportReady();
}

function tidy(): void {
  keepFilesTidy().catch((error: unknown) => log.warn({ err: error }, 'files could not be kept tidy'));
  handOverFiles().catch((error: unknown) => log.warn({ err: error }, 'files of deleted people wait'));
}

/** `--api-log` and `--time-log`. */
function logCall(pathname: string, request: IncomingMessage, response: ServerResponse): void {
  if (!settings.apiLog && !settings.timeLog) return;
  const started = performance.now();
  response.once('close', () => {
    const seconds = (performance.now() - started) / 1000;
    log.info(
      {
        method: request.method,
        path: pathname,
        status: response.statusCode,
        ...(settings.timeLog ? { seconds } : {}),
      },
      'api call',
    );
  });
}

function refuse(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ detail: 'Not Found' }));
}

start().catch(async (error: unknown) => {
  log.fatal(error, 'web could not start');
  if (error instanceof AppError) await reportFailure(error.message);
  process.exit(1);
});
