import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAuditEntries } from '@/lib/audit/list-entries';
import type { TokenScope } from '@/lib/auth/token-scopes';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { config } from '@/lib/config';
import { insideDataDir, prepareTree } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { resolveRequest } from '@/lib/generation/resolve-request';
import { SCRIPT_DEFAULTS } from '@/lib/generation/series/script-fields';
import { studioRequestSchema } from '@/lib/generation/studio-request';
import { findPictures, listJobs } from '@/lib/jobs';
import { changeOptions } from '@/lib/options';
import { readPictureMetadata } from '@/lib/pictures/picture-metadata';
import { startTestWorker, type TestWorker } from '@/worker/testing';
import { call } from './testing';

useTestDatabase();
const data = useTestDataDir();

let worker: TestWorker;
let ann: string;
let headers: { authorization: string };

beforeAll(async () => {
  ({ id: ann } = await addUser({ name: 'ann', role: 'member', password: 'a good password' }));
  await addUser({ name: 'bob', role: 'member', password: 'a good password' });
  for (const userName of ['ann', 'bob']) await prepareTree({ kind: 'own', userName });
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
  worker = await startTestWorker();
});
afterAll(() => worker.stop());

const SMALL = { prompt: 'a red barn', width: 64, height: 64, steps: 2, seed: 7 };
const txt2img = (scripts: object, body: object = {}, query = '') =>
  call('txt2img', { headers, query, body: { ...SMALL, ...body, alwayson_scripts: scripts } });

test('pictures are kept where the request says, and the answer names them', async () => {
  const { status, json } = await txt2img(
    { save_dir: `${data.path}/outputs/shop`, id_task: 'order-1', uid: 'ann', sd_vae: 'Automatic' },
    { batch_size: 2 },
  );
  expect(status).toBe(200);
  expect(json).toEqual({
    images: [],
    parameters: {
      id_task: 'order-1',
      status: 0,
      image_url: expect.any(String),
      seed: '7,8',
      error_msg: '',
      total_time: expect.any(Number),
      image_mask_url: '',
    },
    info: expect.any(String),
  });
  const [grid, ...paths] = json.parameters.image_url.split(',');
  expect(grid).toMatch(
    /\/users\/ann\/outputs\/shop\/txt2img-grids\/[\d-]{10}\/grid-\d{6}-[0-9a-f-]{36}\.png$/,
  );
  const folder = join(data.path, 'users', 'ann', 'outputs', 'shop', 'txt2img-images');
  for (const [k, path] of paths.entries()) {
    expect(path.startsWith(`${folder}/`)).toBe(true);
    expect(path.slice(folder.length)).toMatch(
      new RegExp(`^/\\d{4}-\\d\\d-\\d\\d/\\d{6}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-${7 + k}\\.png$`),
    );
    expect((await readPictureMetadata(await readFile(path))).infotext).toContain(`Seed: ${7 + k}`);
  }
  expect(paths).toHaveLength(2);
  expect(JSON.parse(json.info)).toMatchObject({ all_seeds: [7, 8], index_of_first_image: 1 });
  expect(JSON.parse(json.info).infotexts).toHaveLength(3);
  const [job] = await listJobs(ann, { limit: 1 });
  expect(job).toMatchObject({
    taskId: 'order-1',
    pictures: [{ saved: true }, { saved: true }, { saved: true }],
  });
});

test('a task id in the address wins; a script’s grid is the first path', async () => {
  const { json } = await txt2img(
    { save_dir: 'grids', id_task: 'inner' },
    { script_name: 'x/y/z plot', script_args: ['Seed', '1,2'] },
    '?task_id=outer',
  );
  expect(json.parameters).toMatchObject({ id_task: 'outer', status: 0, seed: '1,2' });
  const [grid, ...pictures] = json.parameters.image_url.split(',');
  expect(grid).toMatch(
    /\/users\/ann\/outputs\/grids\/txt2img-grids\/[\d-]{10}\/grid-\d{6}-[0-9a-f-]{36}\.png$/,
  );
  expect(pictures).toHaveLength(2);
  expect(pictures.every((path: string) => existsSync(path))).toBe(true);
});

test('img2img says so as well', async () => {
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const { json } = await call('img2img', {
    headers,
    body: { ...SMALL, init_images: [picture.toString('base64')], alwayson_scripts: { save_dir: 'shop' } },
  });
  expect(json.parameters).toMatchObject({ status: 0, error_msg: '', seed: '7' });
  expect(json.parameters.image_url).toMatch(/\/outputs\/shop\/img2img-images\//);
});

test('pictures come as the caller’s options say, with what they were made with', async () => {
  const { json: usual } = await txt2img({});
  for (const [samples_format, format] of [
    ['jpg', 'jpeg'],
    ['webp', 'webp'],
  ]) {
    await call('options', { headers, body: { samples_format } });
    // Another format of one request alone changes nothing, as elsewhere.
    const { json } = await txt2img({}, { override_settings: { samples_format: 'png' } });
    const { infotext, ...told } = await readPictureMetadata(Buffer.from(json.images[0], 'base64'));
    expect(told).toMatchObject({ format, width: 64, height: 64 });
    expect(infotext).toBe(JSON.parse(usual.info).infotexts[0]);
  }
  await call('options', { headers, body: { samples_format: 'tiff' } });
  const [before] = await listJobs(ann, { limit: 1 });
  for (const scripts of [{}, { save_dir: 'shop' }])
    expect(await txt2img(scripts)).toMatchObject({ status: 500, json: { detail: 'Invalid image format' } });
  // It is refused before anything is drawn.
  expect(await listJobs(ann, { limit: 1 })).toMatchObject([{ id: before!.id }]);
  await call('options', { headers, body: { samples_format: 'png' } });
  expect((await txt2img({})).json.images).toEqual(usual.images);
});

/** What a request keeps with these options: its images, its info, and where its pictures lie below `outputs`. */
async function kept(override_settings: object, body: object = {}) {
  const { status, json } = await txt2img({}, { save_images: true, steps: 1, override_settings, ...body });
  const [job] = await listJobs(ann, { limit: 1 });
  const pictures = status === 200 ? await findPictures(ann, job!.id) : [];
  const paths = pictures.filter(({ saved }) => saved).map(({ path }) => path);
  return { status, json, pictures, names: paths.map((path) => path.replace('users/ann/outputs/', '')) };
}

test('names and folders are as the options of a request say, in the format they say', async () => {
  const { names, pictures, json } = await kept({
    samples_filename_pattern: '[seed]-[steps]-[prompt]-[image_hash<6>]',
    directories_filename_pattern: '[sampler]/[hasprompt<barn|none>]',
    save_images_add_number: false,
    samples_format: 'jpg',
    outdir_txt2img_samples: 'outputs/album',
  });
  const usual = await kept({});
  expect(usual.names).toEqual([expect.stringMatching(/^txt2img-images\/\d{4}-\d\d-\d\d\/\d{5}-7\.png$/)]);
  const samples = await sharp(Buffer.from(usual.json.images[0], 'base64')).raw().toBuffer();
  const hash = createHash('sha256').update(samples).digest('hex').slice(0, 6);
  expect(names).toEqual([`album/Euler/barn/7-1-a_red_barn-${hash}.jpg`]);
  const file = await readFile(insideDataDir(pictures[0]!.path));
  expect(await readPictureMetadata(file)).toMatchObject({ format: 'jpeg', infotext: pictures[0]!.infotext });
  // The answer keeps its own format.
  expect((await readPictureMetadata(Buffer.from(json.images[0], 'base64'))).format).toBe('png');
});

test('names tell styles, and the prompt without them', async () => {
  await writeFile(
    join(data.path, 'users', 'ann', 'styles.csv'),
    'name,prompt,negative_prompt\nOil,"{prompt}, oil on canvas",\n',
  );
  const samples_filename_pattern = '[styles]-[prompt_no_styles]-[prompt_spaces]';
  const { names } = await kept({ samples_filename_pattern }, { styles: ['Oil'] });
  expect(names[0]).toMatch(/\d{5}-Oil-a red barn-a red barn, oil on canvas\.png$/);
  const plain = await kept({ samples_filename_pattern });
  expect(plain.names[0]).toMatch(/\d{5}-None-a red barn-a red barn\.png$/);
});

test('the studio makes grids once Settings say so', async () => {
  const resolved = (fields: object) =>
    resolveRequest({ id: ann, name: 'ann' }, studioRequestSchema.parse({ prompt: 'a barn', ...fields }));
  expect(await resolved({ batchCount: 2 })).not.toHaveProperty('batch_grid');
  await changeOptions(ann, { atelier_studio_grids: true });
  expect((await resolved({ batchCount: 2 })).batch_grid).toEqual({ kept: true, shown: true });
  expect(await resolved({})).not.toHaveProperty('batch_grid');
  const script = { ...SCRIPT_DEFAULTS.xyz, x: { type: 'Steps', values: '1,2' } };
  expect(await resolved({ batchCount: 2, script })).not.toHaveProperty('batch_grid');
  await changeOptions(ann, { atelier_studio_grids: false });
});

test('no pattern and no folder of an option leads out of the caller’s outputs', async () => {
  for (const hostile of [
    '../../../bob/[seed]',
    `${data.path}/users/bob`,
    '/etc/passwd',
    '..',
    'nul\0\n/con',
    '😀'.repeat(999),
  ]) {
    const { status, names } = await kept({
      samples_filename_pattern: hostile,
      directories_filename_pattern: hostile,
      outdir_samples: hostile,
    });
    expect(status).toBe(200);
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^txt2img-images\//);
    expect(existsSync(join(data.path, 'users', 'ann', 'outputs', ...names[0]!.split('/')))).toBe(true);
  }
  const bad = await kept({ samples_format: 'tiff', n_rows: 'many' });
  expect(bad.status).toBe(422);
  expect(bad.json.detail.map(({ loc }: { loc: string[] }) => loc.at(-1))).toEqual([
    'samples_format',
    'n_rows',
  ]);
});

test('a grid is kept, sent, both or none of it, in the rows that are wanted', async () => {
  const two = { batch_size: 2 };
  const both = await kept({ n_rows: 2, grid_format: 'webp' }, two);
  expect(both.names).toEqual([
    expect.stringMatching(/^txt2img-grids\/[\d-]{10}\/grid-\d{4}\.webp$/),
    expect.stringMatching(/^txt2img-images\//),
    expect.stringMatching(/^txt2img-images\//),
  ]);
  expect(await readPictureMetadata(Buffer.from(both.json.images[0], 'base64'))).toMatchObject({
    format: 'png',
    width: 64,
    height: 128,
  });
  expect(JSON.parse(both.json.info)).toMatchObject({ index_of_first_image: 1, all_seeds: [7, 8] });
  const hidden = await kept({ return_grid: false, grid_extended_filename: true }, two);
  expect([hidden.json.images.length, hidden.names.length]).toEqual([2, 3]);
  expect(hidden.names[0]).toMatch(/\/grid-\d{4}-7\.png$/);
  expect(JSON.parse(hidden.json.info)).toMatchObject({ index_of_first_image: 0 });
  const unkept = await kept({ grid_save: false }, two);
  expect([unkept.json.images.length, unkept.names.length]).toEqual([3, 2]);
  const none = await kept({ grid_save: false, return_grid: false }, two);
  expect([none.json.images.length, none.names.length]).toEqual([2, 2]);
  const alone = await kept({ grid_only_if_multiple: false });
  expect([alone.json.images.length, alone.names.length]).toEqual([2, 2]);
  // Nothing is kept, and so no grid is made.
  expect((await kept({ samples_save: false })).names).toEqual([]);
  expect((await kept({}, { ...two, save_images: false })).json.images).toHaveLength(2);
});

test('with --time-log every answer tells its seconds', async () => {
  expect((await txt2img({})).json.parameters).not.toHaveProperty('total_time');
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), timeLog: true });
  const { json } = await txt2img({});
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), timeLog: false });
  expect(json.parameters.total_time).toBeGreaterThan(0);
});

test('without a folder the answer is the ordinary one', async () => {
  const { json } = await txt2img({ id_task: 'plain', save_dir: '', uid: ann, sd_model_checkpoint: null });
  expect(json.images).toHaveLength(1);
  expect(json.parameters.steps).toBe(2);
});

test('a job that fails is told in the parameters', async () => {
  // A file stands where the folder of the pictures would be.
  await writeFile(join(data.path, 'users', 'ann', 'outputs', 'taken'), '');
  const { status, json } = await txt2img({ save_dir: 'taken' });
  expect(status).toBe(200);
  expect(json).toMatchObject({ images: [], parameters: { status: 1, image_url: '', seed: '' } });
  expect(json.parameters.error_msg).not.toBe('');
});

test.each([
  ['/etc', 400],
  ['../bob/outputs', 400],
  ['{data}/users/bob/outputs', 400],
  ['{data}/models', 400],
  ['outputs\0', 422],
  [7, 422],
])('save_dir %j is %s, and no job is made', async (given, status) => {
  const before = await listJobs(ann, { limit: 100 });
  const save_dir = typeof given === 'string' ? given.replace('{data}', data.path) : given;
  const answer = await txt2img({ save_dir });
  expect(answer).toMatchObject({ status, json: { error: 'HTTPException', detail: expect.any(String) } });
  expect(await listJobs(ann, { limit: 100 })).toEqual(before);
});

test('an admin has pictures made in another person’s space, who is told; the log has it', async () => {
  await addUser({ name: 'root', role: 'admin', password: 'a good password' });
  const tokenOf = async (scopes: TokenScope[]) => ({
    authorization: (await createToken({ userName: 'root', name: scopes.join(), scopes })).secret,
  });
  const made = (uid: string, own: { authorization: string }) =>
    call('txt2img', {
      headers: own,
      body: { ...SMALL, steps: 1, alwayson_scripts: { uid, save_dir: 'for-bob' } },
    });
  const { status, json } = await made('bob', await tokenOf([]));
  expect([status, json.parameters.error_msg]).toEqual([200, '']);
  expect(json.parameters.image_url).toMatch(/\/users\/bob\/outputs\/for-bob\/txt2img-images\//);
  const { rows } = await databasePool().query<{ id: string }>(
    `SELECT id FROM user_account WHERE name = 'bob'`,
  );
  const [job] = await listJobs(rows[0]!.id, { limit: 1 });
  expect(job!.warnings).toEqual(['The admin root asked for these pictures in your name.']);
  expect(await listAuditEntries({ action: 'job.made_for' }, 10)).toMatchObject([
    { actor: 'root', target: 'bob' },
  ]);
  expect((await made(rows[0]!.id, await tokenOf(['generate', 'admin']))).status).toBe(200);
  // A token that may not administer names nobody else, and nobody is no space.
  expect((await made('bob', await tokenOf(['generate']))).status).toBe(403);
  await addUser({ name: 'checker', role: 'auditor', password: 'a good password' });
  await addUser({ name: 'gone', role: 'member', password: 'a good password' });
  await databasePool().query(`UPDATE user_account SET disabled_at = now() WHERE name = 'gone'`);
  for (const uid of ['nobody', 'checker', 'gone', '../bob'])
    expect(await made(uid, await tokenOf([]))).toMatchObject({
      status: 404,
      json: { error: 'HTTPException' },
    });
});

test.each(['bob', 'nobody', '1'])('the space of %s is not the caller’s', async (uid) => {
  expect(await txt2img({ uid, save_dir: 'x' })).toMatchObject({
    status: 403,
    json: { error: 'HTTPException', detail: expect.stringContaining('is not who calls') },
  });
});
