import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { insideDataDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { type StudioEvent, subscribe } from '@/lib/events';
import { aPersonWithFiles, put, type TestPerson } from '@/lib/files/testing';
import { listGallery } from '@/lib/gallery/list-gallery';
import { findPicture } from '@/lib/jobs';
import { changeOptions } from '@/lib/options';
import { readPictureMetadata } from '@/lib/pictures/picture-metadata';
import { withPngText } from '@/lib/pictures/png-text';
import { POST } from './route';

useTestDatabase();
useTestDataDir();

let ann: TestPerson;
let ben: TestPerson;
const secrets = new Map<TestPerson, string>();
beforeAll(async () => {
  ann = await aPersonWithFiles();
  ben = await aPersonWithFiles();
  for (const person of [ann, ben]) {
    secrets.set(person, (await createToken({ userName: person.name, name: 'test' })).secret);
  }
});

const INFOTEXT =
  'a teal square\nSteps: 8, Sampler: Euler a, CFG scale: 7.0, Seed: 77, Size: 16x24, Model: dreamer';
const picture = async () =>
  withPngText(
    await sharp({ create: { width: 16, height: 24, channels: 3, background: 'teal' } })
      .png()
      .toBuffer(),
    'parameters',
    INFOTEXT,
  );

async function ask(person: TestPerson, query: string, body?: Buffer) {
  const answer = await POST(
    new Request(`http://studio.lan/api/extras?${query}`, {
      method: 'POST',
      headers: { host: 'studio.lan', authorization: `Bearer ${secrets.get(person)}` },
      body: body ? new Uint8Array(body) : null,
    }),
    {},
  );
  return { status: answer.status, json: await answer.json() };
}

test('an enlarged picture is kept, in the gallery, and every page of its owner is told', async () => {
  const told: StudioEvent[] = [];
  const stop = subscribe(ann.id, (event) => void told.push(event));
  const { status, json } = await ask(ann, 'scale=3&upscaler=Nearest', await picture());
  expect(status).toBe(201);
  expect(json).toMatchObject({ width: 48, height: 72 });

  const [first] = (await listGallery(ann.id, { limit: 10, kind: 'extras' })).pictures;
  expect(first).toMatchObject({ id: json.id, kind: 'extras', jobId: null, seed: 77, width: 48, height: 72 });
  expect(first!.infotext).toBe(`${INFOTEXT}, Postprocess upscale by: 3, Postprocess upscaler: Nearest`);
  expect((await listGallery(ann.id, { limit: 10, search: 'postprocess teal' })).pictures).toHaveLength(1);
  expect((await listGallery(ann.id, { limit: 10, kind: 'txt2img' })).pictures).toEqual([]);

  const found = await findPicture(ann.id, json.id);
  expect(found!.path).toMatch(/\/outputs\/extras-images\/\d{4}-\d\d-\d\d\/00000-77\.png$/);
  const metadata = await readPictureMetadata(await readFile(insideDataDir(found!.path)));
  expect(metadata).toMatchObject({
    width: 48,
    height: 72,
    infotext: INFOTEXT,
    texts: { postprocessing: 'Postprocess upscale by: 3, Postprocess upscaler: Nearest' },
  });
  await expect.poll(() => told).toContainEqual({ type: 'pictures', change: 'came', ids: [json.id] });
  stop();
});

test('one of one’s own pictures or files; the names go on counting', async () => {
  const of = (await listGallery(ann.id, { limit: 1 })).pictures[0]!;
  const again = await ask(ann, `picture=${of.id}`);
  expect(again).toMatchObject({ status: 201, json: { width: 96, height: 144 } });
  await put(ann.open, 'inputs/teal.png', await picture());
  const file = await ask(ann, 'path=inputs/teal.png&resize=to&width=64&height=64');
  expect(file).toMatchObject({ status: 201, json: { width: 64, height: 64 } });
  expect((await findPicture(ann.id, file.json.id))!.path).toMatch(/\/00002-77\.png$/);
  expect(await ask(ben, `picture=${of.id}`)).toMatchObject({ status: 404 });
  expect(await ask(ben, 'path=inputs/teal.png')).toMatchObject({ status: 404 });
  expect(await ask(ben, 'path=../x')).toMatchObject({ status: 400 });
});

test('another folder of one’s outputs, as the options say; none outside of them', async () => {
  const folderWith = async (outdir_extras_samples: string) => {
    await changeOptions(ann.id, { outdir_extras_samples });
    const { json } = await ask(ann, 'scale=2', await picture());
    const { path } = (await findPicture(ann.id, json.id))!;
    return path.split('/outputs/')[1]!.split('/')[0];
  };
  expect(await folderWith('outputs/enlarged')).toBe('enlarged');
  expect(await folderWith('../../elsewhere')).toBe('extras-images');
  await changeOptions(ann.id, { outdir_extras_samples: 'outputs/extras-images' });
});

test.each([
  ['text', '', Buffer.from('no picture'), 422, 'bad_picture'],
  ['nothing', '', undefined, 422, 'bad_picture'],
  ['a size no picture has', 'scale=0.05', undefined, 422, 'bad_size'],
  ['an unknown upscaler', 'upscaler=4x-UltraSharp', undefined, 422, 'bad_fields'],
  ['a folder', 'path=inputs', undefined, 400, 'not_a_file'],
])('%s is refused in words', async (_, query, body, status, code) => {
  const sent = body ?? (query.startsWith('scale') ? await picture() : undefined);
  const { json, ...answer } = await ask(ann, query, sent);
  expect([answer.status, json.error.code]).toEqual([status, code]);
  expect(json.error.message).toMatch(/\w\.$/);
});

test('what a quota has no room for is not kept', async () => {
  await databasePool().query('UPDATE user_account SET quota_bytes = 10 WHERE id = $1', [ben.id]);
  await databasePool().query(
    'INSERT INTO storage_use (user_id, bytes, counted_at) VALUES ($1, 5, now()) ON CONFLICT DO NOTHING',
    [ben.id],
  );
  expect(await ask(ben, '', await picture())).toMatchObject({
    status: 507,
    json: { error: { code: 'quota_reached' } },
  });
  expect((await listGallery(ben.id, { limit: 10 })).pictures).toEqual([]);
});

test('of somebody who sends too many at once the last are asked to wait', async () => {
  const body = await picture();
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(ann, 'upscaler=Nearest', body)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]!.json.error.code).toBe('extras_busy');
  expect(answers.filter(({ status }) => status === 201).length + refused.length).toBe(12);
  expect((await ask(ann, '', body)).status).toBe(201);
});
