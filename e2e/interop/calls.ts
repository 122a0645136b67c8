import { inject } from 'vitest';

export const { url, name, password, token } = inject('installation');
const { host } = new URL(url);

export const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
export const hostAndPort = { host: host.split(':')[0]!, port: Number(host.split(':')[1]) };

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as programs do
  json: any;
}

/** One request as a program sends it: POST when there is a body. */
export async function call(
  path: string,
  body?: unknown,
  headers: object = { authorization },
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: response.status, json: await response.json() };
}

/** Width, height and kind of the picture in base64 text; throws for any other text. */
export function pngSize(base64: string): { width: number; height: number } {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('latin1', 1, 4) !== 'PNG' || bytes.toString('base64') !== base64)
    throw new Error(`This is no PNG in bare base64: ${base64.slice(0, 80)}`);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
