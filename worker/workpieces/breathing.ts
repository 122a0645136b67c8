import { setImmediate as othersHaveRun } from 'node:timers/promises';

/** How long a computation keeps the event loop to itself, milliseconds: leases and progress can wait that long. */
const SLICE_MS = 15;

/** To be awaited often, such as after each row: lets others have the event loop once a slice is over, else goes on. */
export type Breathe = () => Promise<void> | undefined;

export function breathing(): Breathe {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined;
    return othersHaveRun().then(() => {
      since = performance.now();
    });
  };
}
