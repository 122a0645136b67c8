import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMAND_LINE } from '@/lib/audit/record-act';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { prepareTree } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { withPngText } from '@/lib/pictures/png-text';
import { changeSetting } from '@/lib/settings/settings';
import { startTestWorker, type TestWorker } from '@/worker/testing';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

let worker: TestWorker;
let headers: { authorization: string };
let server: Server;
let host: string;
const asked: string[] = [];

beforeAll(async () => {
  await addUser({ name: 'ann', role: 'member', password: 'a good password' });
  await prepareTree({ kind: 'own', userName: 'ann' });
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
  const plain = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const picture = withPngText(plain, 'parameters', 'a teal square\nSteps: 3, Sampler: Euler, Seed: 5');
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/away') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    else if (request.url === '/text') response.end('no picture');
    else response.end(picture);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  worker = await startTestWorker();
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await worker.stop();
});

const img2img = (body: object) =>
  call('img2img', { headers, body: { prompt: 'a barn', width: 64, height: 64, steps: 1, seed: 1, ...body } });
const error500 = (detail: string) => ({
  status: 500,
  json: { error: 'HTTPException', detail: expect.stringMatching(detail), body: '', errors: '' },
});

test('an address on a private network is refused everywhere, and nobody is asked', async () => {
  const address = `http://${host}/a.png`;
  const refused = error500('^Request to local resource not allowed: ');
  expect(await img2img({ init_images: [address] })).toMatchObject(refused);
  expect(await img2img({ init_images: ['AAAA'], mask: address })).toMatchObject(refused);
  expect(await img2img({ alwayson_scripts: { image_link: address } })).toMatchObject(refused);
  expect(await call('png-info', { headers, body: { image: address } })).toMatchObject(refused);
  const enlarged = { image: address, upscaler_1: 'Lanczos' };
  expect(await call('extra-single-image', { headers, body: enlarged })).toMatchObject(refused);
  expect(asked).toEqual([]);
});

test('a host that an admin allows is fetched from, and nothing that it leads to', async () => {
  await changeSetting(COMMAND_LINE, 'allowedHosts', 0, [host]);
  const { status, json } = await img2img({ init_images: [`http://${host}/a.png`] });
  expect(status).toBe(200);
  expect(json.images).toHaveLength(1);
  const linked = await img2img({ alwayson_scripts: { image_link: `http://${host}/b.png` } });
  expect(linked.json.images).toEqual(json.images);
  const { json: told } = await call('png-info', { headers, body: { image: `http://${host}/c.png` } });
  expect(told.info).toContain('a teal square');
  expect(await img2img({ init_images: [`http://${host}/text`] })).toMatchObject(
    error500('^Invalid image url$'),
  );
  expect(await img2img({ init_images: [`http://${host}/away`] })).toMatchObject(
    error500('^Request to local resource not allowed: '),
  );
  expect(asked).toEqual(['/a.png', '/b.png', '/c.png', '/text', '/away']);
});
