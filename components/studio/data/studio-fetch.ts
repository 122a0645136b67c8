/** What the server refused, or that it could not be reached; `message` is for the user. */
export class StudioError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    /** What is wrong with which field of the form. */
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** Asks the studio's API. Throws StudioError with a sentence for the user. */
export async function studioFetch<T>(
  path: string,
  init?: { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; body?: unknown; signal?: AbortSignal },
): Promise<T> {
  return answered<T>(path, {
    method: init?.method,
    headers: init ? { 'content-type': 'application/json' } : undefined,
    body: init ? JSON.stringify(init.body ?? {}) : undefined,
    signal: init?.signal,
  });
}

/** Sends a file as it is. Throws StudioError with a sentence for the user. */
export const studioSend = <T>(
  path: string,
  file: Blob,
  method: 'POST' | 'PUT' = 'POST',
  signal?: AbortSignal,
): Promise<T> =>
  answered<T>(path, {
    method,
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
    signal,
  });

/** Sends the parts of a form. Throws StudioError with a sentence for the user. */
export const studioPost = <T>(path: string, form: FormData): Promise<T> =>
  answered<T>(path, { method: 'POST', body: form });

async function answered<T>(path: string, request: RequestInit): Promise<T> {
  const response = await fetch(path, request).catch(() => {
    throw new StudioError('unreachable', 'The server can’t be reached. Try again in a moment.', 0);
  });
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  throw new StudioError(
    answer?.error?.code ?? 'unexpected_answer',
    answer?.error?.message ?? `The server answered ${response.status}. Try again in a moment.`,
    response.status,
    answer?.error?.fields,
  );
}
