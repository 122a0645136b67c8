import { StudioHub } from './hub';
import type { StudioEvent } from './studio-event';

// Next loads server code more than once in a process; they share one hub.
const held = globalThis as { atelierStudioHub?: StudioHub };

/** Tells `listener` what happens to the user's jobs, theirs only, until the answer is called. */
export function subscribe(userId: string, listener: (event: StudioEvent) => void): () => void {
  held.atelierStudioHub ??= new StudioHub();
  return held.atelierStudioHub.subscribe(userId, listener);
}
