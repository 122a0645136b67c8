import { AppError } from '@/lib/errors';

function tooLarge(limit: number): AppError {
  return new AppError({
    code: 'body_too_large',
    status: 413,
    message: `The request is larger than ${Math.floor(limit / 1024)} KiB. Send less at once.`,
  });
}

/**
 * The body as it is. Stops reading as soon as it has more than `limit` bytes, whatever Content-Length says.
 * Throws AppError 413 when it is larger.
 */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as text. Throws AppError 413 when it has more than `limit` bytes, 400 when it is no UTF-8. */
export async function readText(request: Request, limit: number): Promise<string> {
  const bytes = await readBytes(request, limit);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError({
      code: 'body_not_utf8',
      status: 400,
      message: 'The request is not UTF-8 text. Send JSON in UTF-8.',
      cause,
    });
  }
}

/** The body as JSON. Throws AppError 413 when it has more than `limit` bytes, 400 when it is no JSON in UTF-8. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const text = await readText(request, limit);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError({
      code: 'body_not_json',
      status: 400,
      message: 'The request is not JSON. Check its quotes and commas.',
      cause,
    });
  }
}
