import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { modelsKey } from './query-keys';
import { refreshModels } from './refresh-models';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first event is answered at once, a hundred after it by one more fetch, the last state is seen', async () => {
  const queryClient = new QueryClient();
  let state = 0;
  let fetched = 0;
  const queryFn = async () => {
    fetched++;
    return state;
  };
  const observer = new QueryObserver(queryClient, { queryKey: [...modelsKey, 'list'], queryFn });
  const stop = observer.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(0);
  expect(fetched).toBe(1);
  refreshModels(queryClient);
  await vi.advanceTimersByTimeAsync(0);
  expect(fetched).toBe(2);
  for (state = 1; state <= 100; state++) {
    refreshModels(queryClient);
    await vi.advanceTimersByTimeAsync(5);
  }
  expect(fetched).toBe(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(fetched).toBe(3);
  expect(observer.getCurrentResult().data).toBe(state);
  stop();
  queryClient.clear();
});
