import { readJobs } from '@/app/api/read';
import { authorize } from '@/lib/auth';
import { onAccessChange } from '@/lib/auth/access-changes';
import { AppError } from '@/lib/errors';
import { type StudioEvent, subscribe } from '@/lib/events';
import { route } from '@/lib/http/route';
import { inLanguage } from '@/lib/i18n/in-language';
import { localeOf } from '@/lib/i18n/locales';
import { log } from '@/lib/log';

const BEAT_MS = 15_000;
const RETRY_MS = 1_000;

/** Not a database that is away for a moment. */
const isRefusal = (error: unknown) => error instanceof AppError && [401, 403].includes(error.status);

/**
 * What happens to the caller's jobs, as server-sent events: a `snapshot` of all jobs first (and again whenever
 * something may have been missed), then each `job` that changed, and a `beat` while nothing does. Ends when the client
 * leaves or its session is over.
 */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'jobs.own');
  const locale = localeOf(request.headers);
  let stop = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const tell = (message: object) => send(`data: ${JSON.stringify(inLanguage(message, locale))}\n\n`);

      const sendSnapshot = async () => {
        try {
          const jobs = await readJobs(caller.id);
          if (!stopped) tell({ type: 'snapshot', jobs });
        } catch (error) {
          log.warn({ err: error }, 'events: no snapshot');
          end();
        }
      };
      const onEvent = (event: StudioEvent) => {
        if (event.type === 'refresh') void sendSnapshot();
        else tell(event);
      };
      // Somebody who was disabled or signed out elsewhere, or views as somebody no more, must not go on listening.
      const isOver = async () => {
        const still = await authorize(request, 'jobs.own').catch((error) =>
          isRefusal(error) ? null : caller,
        );
        return still?.id !== caller.id || still.viewedBy?.id !== caller.viewedBy?.id;
      };
      const beat = setInterval(async () => {
        if (await isOver()) end();
        else if (!stopped) send('event: beat\ndata:\n\n');
      }, BEAT_MS);
      const accounts: unknown[] = [caller.id, caller.viewedBy?.id, null];

      let stopped = false;
      const unsubscribe = subscribe(caller.id, onEvent);
      const watching = onAccessChange(async (userId) => {
        if (accounts.includes(userId) && (await isOver())) end();
      });
      // Without it the beat looks.
      watching.catch((error) => log.warn({ err: error }, 'events: not told of ended sessions'));
      stop = () => {
        stopped = true;
        clearInterval(beat);
        unsubscribe();
        watching.then(
          (unwatch) => unwatch(),
          () => {},
        );
      };
      const end = () => {
        if (stopped) return;
        stop();
        controller.close();
      };
      request.signal.addEventListener('abort', end);
      send(`retry: ${RETRY_MS}\n\n`);
      void sendSnapshot();
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: a compressing proxy would hold events back.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
});
