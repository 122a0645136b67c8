import type { HashAnswer, HashQuestion } from './hash-worker';

let worker: Worker | null = null;
let asked = 0;
const waiting = new Map<number, (sha256: string | null) => void>();

/** SHA-256 of a file, hexadecimal, computed beside the page; null when the browser can’t. */
export function hashFile(file: File): Promise<string | null> {
  worker ??= startWorker();
  const question: HashQuestion = { id: ++asked, file };
  return new Promise((resolve) => {
    waiting.set(question.id, resolve);
    worker?.postMessage(question);
  });
}

function startWorker(): Worker {
  const started = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  const answer = (id: number, sha256: string | null) => {
    waiting.get(id)?.(sha256);
    waiting.delete(id);
  };
  started.addEventListener('message', ({ data }: MessageEvent<HashAnswer>) => answer(data.id, data.sha256));
  // The server’s own hash is shown then, with nothing to compare it to.
  started.addEventListener('error', () => {
    for (const id of waiting.keys()) answer(id, null);
  });
  return started;
}
