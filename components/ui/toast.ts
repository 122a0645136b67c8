import type { ExternalToast } from 'sonner';

let isAsked = false;
let tellReady: () => void = () => undefined;
const ready = new Promise<void>((resolve) => {
  tellReady = resolve;
});
const listeners = new Set<() => void>();

/** What the toaster needs to know: whether there has been anything to show, and whom to tell that it is there. */
export const toasts = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  isAsked: () => isAsked,
  tellReady: () => tellReady(),
};

async function show(kind: 'message' | 'error', message: string, options?: ExternalToast): Promise<void> {
  isAsked = true;
  for (const listener of listeners) listener();
  const [sonner] = await Promise.all([import('sonner'), ready]);
  sonner.toast[kind](message, options);
}

/**
 * A short confirmation at the lower edge; errors stand where they happened, and only those that have no place here.
 * What shows it is fetched with the first one.
 */
export function toast(message: string, options?: ExternalToast): void {
  void show('message', message, options);
}

toast.error = (message: string, options?: ExternalToast): void => void show('error', message, options);
