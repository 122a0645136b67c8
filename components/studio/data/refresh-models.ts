import type { QueryClient } from '@tanstack/react-query';
import { checkpointsKey, modelsKey } from './query-keys';

/** A folder of thousands is read and hashed for minutes, and each file is an event. */
const PAUSE_MS = 1_000;
/** Long lists are fetched page by page: most of the time the server shall have for others. */
const SHARE = 3;

let running = false;
let wanted = false;

/** Has what is shown of models fetched again, because some came, changed or went: at once, then not too often. */
export function refreshModels(queryClient: QueryClient): void {
  if (running) wanted = true;
  else void refreshWhileWanted(queryClient);
}

async function refreshWhileWanted(queryClient: QueryClient): Promise<void> {
  running = true;
  do {
    // What is being fetched already may be what was before.
    wanted = queryClient.isFetching({ queryKey: modelsKey }) > 0;
    const began = performance.now();
    // Somebody who scrolls waits for the next page: that is not broken off.
    await refreshModelsNow(queryClient, { cancelRefetch: false });
    const pause = Math.max(PAUSE_MS, SHARE * (performance.now() - began));
    await new Promise((resolve) => setTimeout(resolve, pause));
  } while (wanted);
  running = false;
}

/** The same after somebody changed one here: they look at it. */
export async function refreshModelsNow(
  queryClient: QueryClient,
  options: { cancelRefetch?: boolean } = {},
): Promise<void> {
  await Promise.all(
    [modelsKey, checkpointsKey].map((queryKey) => queryClient.invalidateQueries({ queryKey }, options)),
  );
}
