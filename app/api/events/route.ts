import { readJobs } from '@/app/api/read';
import { authenticate, authorize } from '@/lib/auth';
import { type StudioEvent, subscribe } from '@/lib/events';
import { route } from '@/lib/http/route';
import { log } from '@/lib/log';

const BEAT_MS = 15_000;
const RETRY_MS = 1_000;

/**
 * What happens to the caller's jobs, as server-sent events: a `snapshot` of all jobs first (and again whenever
 * something may have been missed), then each `job` that changed, and a `beat` while nothing does. Ends when the client
 * leaves or its session is over.
 */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'jobs.own');
  let stop = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const tell = (message: object) => send(`data: ${JSON.stringify(message)}\n\n`);

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
      const beat = setInterval(async () => {
        // Somebody who was disabled or signed out elsewhere must not go on listening.
        const still = await authenticate(request).catch(() => caller);
        if (still?.id !== caller.id) end();
        else if (!stopped) send('event: beat\ndata:\n\n');
      }, BEAT_MS);

      let stopped = false;
      const unsubscribe = subscribe(caller.id, onEvent);
      stop = () => {
        stopped = true;
        clearInterval(beat);
        unsubscribe();
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
