import { MemoryLocker, Server } from '@tus/server';
import { ZodError } from 'zod';
import { jsonError } from '@/lib/http/route';
import { localeOf } from '@/lib/i18n/locales';
import { log } from '@/lib/log';
import type { OpenTree } from '../open-tree';
import { UploadStore } from './upload-store';

export const UPLOADS_PATH = '/api/uploads';

// A connection that broke without saying so still holds its upload; the next one takes it over.
const held = globalThis as { atelierUploadLocker?: MemoryLocker };

/** Answers a request of the tus protocol (1.0, creation, termination, expiration) for a person’s uploads into a tree. */
export function answerTus(request: Request, open: OpenTree): Promise<Response> {
  held.atelierUploadLocker ??= new MemoryLocker();
  const server = new Server({
    path: UPLOADS_PATH,
    datastore: new UploadStore(open),
    locker: held.atelierUploadLocker,
    relativeLocation: true,
    // No page of another site may use it.
    allowedOrigins: [],
    getFileIdFromRequest: ({ url }) => new URL(url).pathname.split('/').at(-1),
    onResponseError: explain,
  });
  return server.handleWeb(request);
}

type TusError = Error | { status_code: number; body: string };

async function explain(
  request: { headers: Headers },
  error: TusError,
): Promise<{ status_code: number; body: string } | undefined> {
  if ('status_code' in error && !(error instanceof ZodError)) return undefined;
  const answer = jsonError(error, localeOf(request.headers));
  if (answer.status >= 500 && answer.status !== 507) log.error({ err: error }, 'upload failed');
  return { status_code: answer.status, body: await answer.text() };
}
