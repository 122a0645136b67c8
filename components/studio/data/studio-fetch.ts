import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
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

/** What is said where the server says nothing itself; `useFetchWords` fills it in the language of the page. */
const said = { unreachable: () => '', unexpected: (status: number) => String(status) };

/** Tells the sentences of failed requests. One page has one language, and asks nothing before it is drawn. */
export function useFetchWords(): void {
  const t = useTranslations('ui');
  useEffect(() => {
    said.unreachable = () => t('unreachable');
    said.unexpected = (status) => t('unexpected', { status: String(status) });
  }, [t]);
}

async function answered<T>(path: string, request: RequestInit): Promise<T> {
  const response = await fetch(path, request).catch(() => {
    throw new StudioError('unreachable', said.unreachable(), 0);
  });
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  throw new StudioError(
    answer?.error?.code ?? 'unexpected_answer',
    answer?.error?.message ?? said.unexpected(response.status),
    response.status,
    answer?.error?.fields,
  );
}
