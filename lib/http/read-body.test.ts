import { expect, test } from 'vitest';
import { readJson, readText } from './read-body';

const post = (body: BodyInit, headers: HeadersInit = {}) =>
  new Request('http://x/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

test('reads up to the limit and refuses one byte more, before it is all there', async () => {
  expect(await readText(post('12345'), 5)).toBe('12345');
  await expect(readText(post('123456'), 5)).rejects.toMatchObject({ status: 413, code: 'body_too_large' });

  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1024;
      controller.enqueue(new Uint8Array(1024));
    },
  });
  await expect(readText(post(endless), 10_000)).rejects.toMatchObject({ status: 413 });
  expect(sent).toBeLessThan(20_000);
});

test('a promised length that is too large is refused unread', async () => {
  await expect(readText(post('x', { 'content-length': '99999999' }), 100)).rejects.toMatchObject({
    status: 413,
  });
});

test('what is no JSON in UTF-8 is refused', async () => {
  expect(await readJson(post('{"a":"é😀"}'), 100)).toEqual({ a: 'é😀' });
  await expect(readJson(post('{'), 100)).rejects.toMatchObject({ status: 400, code: 'body_not_json' });
  await expect(readJson(post(new Uint8Array([0x22, 0xff, 0x22])), 100)).rejects.toMatchObject({
    status: 400,
    code: 'body_not_utf8',
  });
});
