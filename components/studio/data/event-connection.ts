import type { JobView } from '@/lib/jobs/types';

/** What the server tells: first everything at once, then each change. */
export type StudioMessage =
  | { type: 'snapshot'; jobs: JobView[] }
  | { type: 'job'; job: JobView }
  | { type: 'models' };

export type Connection = 'open' | 'lost' | 'signed-out';

interface Listeners {
  onMessage: (message: StudioMessage) => void;
  onConnection: (connection: Connection) => void;
}

/** The server's heartbeat comes every 15 s; a stream silent for longer than this is dead. */
const SILENCE_MS = 40_000;
/** A gap shorter than this is not worth a banner. */
const PATIENCE_MS = 1_500;
/** Browsers allow few connections to one server; a tab nobody looks at gives its own back. */
const HIDDEN_MS = 60_000;
const LONGEST_PAUSE_MS = 8_000;

/**
 * Keeps a stream of events open, through server restarts, sleeping laptops and hidden tabs.
 * Returns the function that ends it.
 */
export function connectToStudio({ onMessage, onConnection }: Listeners): () => void {
  let source: EventSource | null = null;
  let failures = 0;
  const timers: Partial<Record<'retry' | 'patience' | 'silence' | 'hidden', ReturnType<typeof setTimeout>>> =
    {};

  const heard = () => {
    clearTimeout(timers.silence);
    timers.silence = setTimeout(lose, SILENCE_MS);
  };
  const close = () => {
    source?.close();
    source = null;
    clearTimeout(timers.silence);
    clearTimeout(timers.retry);
  };
  const open = () => {
    close();
    source = new EventSource('/api/events');
    source.onopen = () => {
      failures = 0;
      clearTimeout(timers.patience);
      timers.patience = undefined;
      onConnection('open');
      heard();
    };
    source.onmessage = (event) => {
      heard();
      onMessage(JSON.parse(event.data) as StudioMessage);
    };
    source.addEventListener('beat', heard);
    source.onerror = lose;
  };
  const lose = () => {
    close();
    timers.patience ??= setTimeout(() => onConnection('lost'), PATIENCE_MS);
    timers.retry = setTimeout(() => void retry(), Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures++));
  };
  const retry = async () => {
    // EventSource hides the status; an ended session must not be retried for ever.
    const status = await fetch('/api/jobs?limit=1').then(
      (response) => response.status,
      () => 0,
    );
    if (status === 401) {
      clearTimeout(timers.patience);
      timers.patience = undefined;
      onConnection('signed-out');
    } else if (status === 200) open();
    else lose();
  };

  const onVisibility = () => {
    clearTimeout(timers.hidden);
    if (document.hidden) timers.hidden = setTimeout(close, HIDDEN_MS);
    else if (!source) open();
  };
  const onOnline = () => open();
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', onOnline);
  open();
  return () => {
    close();
    for (const timer of Object.values(timers)) clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', onOnline);
  };
}
