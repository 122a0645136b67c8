import { log } from '@/lib/log';

/**
 * How a process under the supervisor hears that it should end: SIGTERM or SIGINT, or the supervisor itself is gone
 * (its end of the IPC channel closes, also when it was killed). The handler runs once; then the process exits.
 */
export function onShutdown(handler: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    handler().then(
      () => process.exit(0),
      (error) => {
        log.error(error, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop).on('disconnect', stop);
}

/** Tells the supervisor that this process can be used. */
export function reportReady(): void {
  process.send?.({ type: 'ready' });
}

/** Tells the supervisor, before the process ends, why it could not start: a sentence for whoever started Atelier. */
export function reportFailure(sentence: string): Promise<void> {
  const message = { type: 'failed', sentence };
  return new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));
}
