import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Tree } from '@/lib/data-dir';
import { namedFile } from '@/lib/http/named-file';
import { nameOf } from './file-entry';
import { type Found, findFile } from './find-entry';
import { parseRange } from './parse-range';

/**
 * Headers of an answer that carries a person’s bytes: nothing of it is ever shown or run as a page of ours, whatever it
 * claims to be.
 */
export function untrustedHeaders(name: string): Record<string, string> {
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; ${namedFile(name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache',
    vary: 'Cookie, Authorization',
  };
}

/**
 * A file as a download, or the part of it that a Range header asks for (RFC 9110, 14). `head`: without its bytes.
 *
 * @throws AppError `file_not_found`, `not_a_file`, `bad_path`
 */
export async function sendFile(tree: Tree, path: string, request: Asking): Promise<Response> {
  return sendFound(await findFile(tree, path), request);
}

type Asking = Pick<Request, 'headers' | 'method' | 'signal'>;

/** The same for a file that was found. */
export function sendFound({ path, absolute, stats }: Found, request: Asking): Response {
  const etag = `"${stats.size.toString(36)}-${Math.round(stats.mtimeMs).toString(36)}"`;
  const headers = new Headers({
    ...untrustedHeaders(nameOf(path)),
    'accept-ranges': 'bytes',
    'last-modified': stats.mtime.toUTCString(),
    etag,
  });
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  // A part of another version must not be joined to this one.
  const condition = request.headers.get('if-range');
  const asked = condition === null || condition === etag ? request.headers.get('range') : null;
  const range = parseRange(asked, stats.size);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${stats.size}`);
    return new Response(null, { status: 416, headers });
  }
  const { first, last } = range ?? { first: 0, last: stats.size - 1 };
  headers.set('content-length', String(last - first + 1));
  if (range) headers.set('content-range', `bytes ${first}-${last}/${stats.size}`);
  const bare = request.method === 'HEAD' || stats.size === 0;
  return new Response(bare ? null : bytesOf(absolute, { start: first, end: last, signal: request.signal }), {
    status: range ? 206 : 200,
    headers,
  });
}

function bytesOf(path: string, { signal, ...part }: { start: number; end: number; signal: AbortSignal }) {
  const file = createReadStream(path, { ...part, highWaterMark: 256 * 1024 });
  // Somebody who leaves ends the reading; that is nothing to report.
  signal.addEventListener('abort', () => file.destroy(), { once: true });
  return Readable.toWeb(file) as ReadableStream<Uint8Array>;
}
