/** The routes of models: what they answer to whom. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { POST as createUpload } from '@/app/api/uploads/route';
import { sessionCookie } from '@/lib/auth/testing';
import { addUser } from '@/lib/auth/users';
import type { ModelView } from '@/lib/catalog';
import { config } from '@/lib/config';
import { ownRoot, sharedRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { openTree } from '@/lib/files';
import { put } from '@/lib/files/testing';
import { submitJob } from '@/lib/jobs';
import { aRequest } from '@/lib/jobs/testing';
import { GET as getFiles } from '../files/route';
import { GET as getFile } from './[id]/file/route';
import { GET as getPicture, PUT as putPicture, DELETE as removePicture } from './[id]/preview/route';
import { DELETE, PATCH } from './[id]/route';
import { GET as list } from './route';

useTestDatabase();
useTestDataDir();

type Who = 'ann' | 'admin';
const cookies = {} as Record<Who, string>;
const ids = {} as Record<Who, string>;

beforeAll(async () => {
  for (const name of ['ann', 'admin'] as const) {
    const role = name === 'admin' ? 'admin' : 'member';
    ids[name] = (await addUser({ name, role, password: 'a good password' })).id;
    cookies[name] = await sessionCookie(ids[name]);
  }
});

async function aModel(owner: Who | null, name: string): Promise<string> {
  const open = owner
    ? await openTree('own', { id: ids[owner], name: owner })
    : await openTree('shared', { id: ids.admin, name: 'admin' });
  await put(open, `models/ControlNet/${name}.safetensors`, `bytes of ${name}`);
  const root = owner ? ownRoot('controlnet', owner) : sharedRoot('controlnet');
  const { size, mtime } = await stat(join(root, `${name}.safetensors`));
  const { rows } = await databasePool().query(
    `INSERT INTO model (id, kind, place, owner_id, path, name, size, modified_at)
     VALUES (gen_random_uuid(), 'controlnet', 'controlnet', $1, $2 || '.safetensors', $2, $3, $4) RETURNING id`,
    [owner && ids[owner], name, size, mtime],
  );
  return rows[0].id;
}

interface Asked {
  method?: string;
  query?: string;
  headers?: Record<string, string>;
  body?: BodyInit;
}

const request = (who: Who, { method = 'GET', query = '', headers = {}, body }: Asked = {}) =>
  new Request(`http://studio.lan/api/models${query}`, {
    method,
    body,
    headers: { host: 'studio.lan', origin: 'http://studio.lan', cookie: cookies[who], ...headers },
  });
const of = (id: string) => ({ params: Promise.resolve({ id }) });

test('the list takes what it is asked for, and says what it does not understand', async () => {
  await aModel('ann', 'one');
  const answer = await list(
    request('ann', { query: '?kind=controlnet,lora&search=one&whose=own&sort=newest&limit=5' }),
    {},
  );
  const page = await answer.json();
  expect(page.models.map(({ name }: ModelView) => name)).toEqual(['one']);
  expect(page).toMatchObject({ total: 1, next: null, counts: { kind: { controlnet: 1, lora: 0 } } });
  for (const query of [
    '?kind=secret',
    '?sort=random',
    '?whose=bob',
    '?limit=0',
    '?limit=100000',
    `?search=${'x'.repeat(600)}`,
  ])
    expect((await list(request('ann', { query }), {})).status, query).toBe(422);
  expect((await list(request('ann', { query: '?after=x' }), {})).status).toBe(400);
  const none = await list(request('ann', { query: '?kind=lora' }), {});
  expect((await none.json()).models).toEqual([]);
});

test('a picture is kept by the browser until it is another one, and is drawn anew', async () => {
  const id = await aModel('ann', 'shown');
  const get = (headers = {}, query = '') => getPicture(request('ann', { headers, query }), of(id));
  expect((await get()).status).toBe(404);
  const bytes = await sharp({ create: { width: 1400, height: 700, channels: 3, background: 'teal' } })
    .withExif({ IFD0: { Copyright: 'a secret' } })
    .jpeg()
    .toBuffer();
  const sent = await putPicture(request('ann', { method: 'PUT', body: new Uint8Array(bytes) }), of(id));
  expect((await sent.json()).hasPreview).toEqual(expect.any(String));
  const first = await get({}, '?v=1&size=256');
  expect(first.headers.get('cache-control')).toContain('immutable');
  expect(first.headers.get('content-type')).toBe('image/webp');
  const shown = Buffer.from(await first.arrayBuffer());
  expect(await sharp(shown).metadata()).toMatchObject({ format: 'webp', width: 256, height: 128 });
  expect(shown.includes('a secret')).toBe(false);
  const etag = first.headers.get('etag')!;
  expect((await get({ 'if-none-match': etag }, '?size=256')).status).toBe(304);
  expect((await get({ 'if-none-match': etag }, '?size=512')).status).toBe(200);
  expect((await get({}, '?size=9999')).status).toBe(422);
  const kept = await readFile(join(ownRoot('controlnet', 'ann'), 'shown.preview.webp'));
  expect(await sharp(kept).metadata()).toMatchObject({ width: 1024 });
  expect(kept.includes('a secret')).toBe(false);

  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  expect((await putPicture(request('ann', { method: 'PUT', body: script }), of(id))).status).toBe(422);
  expect((await get({ 'if-none-match': etag }, '?size=256')).status).toBe(304);
  expect(
    (await (await removePicture(request('ann', { method: 'DELETE' }), of(id))).json()).hasPreview,
  ).toBeNull();
});

test('a model that is thrown away says how many of one’s waiting jobs are drawn with it', async () => {
  const id = await aModel('ann', 'used');
  await databasePool().query(`UPDATE model SET kind = 'lora' WHERE id = $1`, [id]);
  const asked = aRequest({ prompt: 'a house <lora:Used:1>' });
  for (const who of ['ann', 'ann', 'admin'] as const) await submitJob({ userId: ids[who], request: asked });
  const trashed = await DELETE(request('ann', { method: 'DELETE' }), of(id));
  expect(await trashed.json()).toMatchObject({ name: 'used.safetensors', isOwn: true, jobs: 2 });
});

test('one’s own file is a download that nothing shows; a shared one only an admin takes', async () => {
  const own = await getFile(
    request('ann', { headers: { range: 'bytes=0-4' } }),
    of(await aModel('ann', 'mine')),
  );
  expect(own.status).toBe(206);
  expect(await own.text()).toBe('bytes');
  expect(own.headers.get('content-disposition')).toContain('attachment; filename="mine.safetensors"');
  expect(own.headers.get('content-security-policy')).toContain('sandbox');
  const shared = await aModel(null, 'studio');
  expect((await getFile(request('ann'), of(shared))).status).toBe(403);
  expect(await (await getFile(request('admin'), of(shared))).text()).toBe('bytes of studio');
});

test('what is said of a model: whose it is decides who may, an older version is refused', async () => {
  const change = (who: Who, id: string, body: object) =>
    PATCH(request(who, { method: 'PATCH', body: JSON.stringify(body) }), of(id));
  const own = await aModel('ann', 'described');
  expect(await (await change('ann', own, { version: 0, notes: 'good' })).json()).toMatchObject({
    notes: 'good',
    version: 1,
  });
  const late = await change('ann', own, { version: 0, notes: 'late' });
  expect(late.status).toBe(409);
  expect((await late.json()).error.code).toBe('changed_meanwhile');
  for (const body of [
    { notes: 'x' },
    { version: 1, notes: 'x'.repeat(20_001) },
    { version: 1, triggerWords: [''] },
    { version: '1' },
  ])
    expect((await change('ann', own, body)).status).toBe(422);
  const shared = await aModel(null, 'described-too');
  expect((await change('ann', shared, { version: 0, notes: 'x' })).status).toBe(403);
  expect((await change('admin', shared, { version: 0, notes: 'x' })).status).toBe(200);
  expect((await change('admin', own, { version: 1, notes: 'x' })).status).toBe(404);
});

const before = process.env.ATELIER_CONFIG;
afterAll(() => {
  process.env.ATELIER_CONFIG = before;
});

test('without the file manager, models are uploaded and nothing else', async () => {
  const upload = (path: string) =>
    createUpload(
      new Request('http://studio.lan/api/uploads?tree=own', {
        method: 'POST',
        headers: {
          host: 'studio.lan',
          origin: 'http://studio.lan',
          cookie: cookies.ann,
          'tus-resumable': '1.0.0',
          'upload-length': '3',
          'upload-metadata': `path ${Buffer.from(path).toString('base64')}`,
        },
      }),
      {},
    );
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), filebrowser: false });
  expect((await upload('models/Lora/new.safetensors')).status).toBe(201);
  for (const path of [
    'inputs/a.png',
    'models/a.bin',
    'models/Lora',
    'models/Lora/../../inputs/a',
    'Models/lora/a',
    '',
  ])
    expect((await upload(path)).status, path).toBeGreaterThanOrEqual(400);
  expect((await getFiles(request('ann'), {})).status).toBe(404);
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), filebrowser: true });
  expect((await upload('inputs/a.png')).status).toBe(201);
});
