import type { QueryClient } from '@tanstack/react-query';
import { checkpointsKey, modelsKey } from './query-keys';

/** Has what is shown of models fetched again, because some came, changed or went. */
export function refreshModels(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: modelsKey });
  void queryClient.invalidateQueries({ queryKey: checkpointsKey });
}
