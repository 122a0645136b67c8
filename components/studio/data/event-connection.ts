import type { JobView } from '@/lib/jobs/types';

/** What the server tells: first everything at once, then each change. */
export type StudioMessage =
  | { type: 'snapshot'; jobs: JobView[] }
  | { type: 'job'; job: JobView }
  | { type: 'models' }
  | { type: 'pictures'; change: 'came' | 'gone'; ids: string[] | null }
  | { type: 'options' };

/** How the page and the server stand. Times are milliseconds since 1970. */
export type Connection =
  | { state: 'open' }
  | { state: 'signed-out' }
  | {
      state: 'lost';
      since: number;
      /** When the next try is; null while one is under way. */
      retryAt: number | null;
    };

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

export interface StudioConnection {
  /** Tries at once, instead of at the next time. */
  tryNow: () => void;
  end: () => void;
}

/** Keeps a stream of events open, through server restarts, sleeping laptops and hidden tabs. */
export function connectToStudio({ onMessage, onConnection }: Listeners): StudioConnection {
  let source: EventSource | null = null;
  let failures = 0;
  let lostAt: number | null = null;
  let retryAt: number | null = null;
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
  const found = (connection: Connection) => {
    failures = 0;
    lostAt = null;
    clearTimeout(timers.patience);
    timers.patience = undefined;
    onConnection(connection);
  };
  const tellLost = () => lostAt !== null && onConnection({ state: 'lost', since: lostAt, retryAt });
  const open = () => {
    close();
    source = new EventSource('/api/events');
    source.onopen = () => {
      found({ state: 'open' });
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
    lostAt ??= Date.now();
    const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures++);
    retryAt = Date.now() + pause;
    timers.retry = setTimeout(() => void retry(), pause);
    if (Date.now() - lostAt >= PATIENCE_MS) tellLost();
    else timers.patience ??= setTimeout(tellLost, PATIENCE_MS);
  };
  const retry = async () => {
    clearTimeout(timers.retry);
    retryAt = null;
    if (lostAt !== null && Date.now() - lostAt >= PATIENCE_MS) tellLost();
    // EventSource hides the status; an ended session must not be retried for ever.
    const status = await fetch('/api/jobs?limit=1').then(
      (response) => response.status,
      () => 0,
    );
    if (status === 401) found({ state: 'signed-out' });
    else if (status === 200) open();
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
  const end = () => {
    close();
    for (const timer of Object.values(timers)) clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', onOnline);
  };
  return { end, tryNow: () => void retry() };
}
