import { createHash } from 'node:crypto';
import { copyFile, mkdir } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { insideTree, prepareTree } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { resolveRequest } from '@/lib/generation/resolve-request';
import { SAMPLERS } from '@/lib/generation/samplers';
import { SCHEDULERS } from '@/lib/generation/schedulers';
import { studioRequestSchema } from '@/lib/generation/studio-request';
import { findPictures, listJobs, submitJob, waitForJob } from '@/lib/jobs';
import { STARTER_EMBEDDING, STARTER_LORA } from '@/worker/engine/testing/paths';
import { startTestWorker, type TestWorker, until } from '@/worker/testing';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

let worker: TestWorker;
let userId: string;
let headers: { authorization: string };
const OWN = { kind: 'own', userName: 'ann' } as const;
const ownFile = (path: string) => insideTree(OWN, path);

beforeAll(async () => {
  ({ id: userId } = await addUser({ name: 'ann', role: 'member', password: 'a good password' }));
  await prepareTree(OWN);
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
  worker = await startTestWorker();
});
afterAll(() => worker.stop());

const SMALL = {
  prompt: 'a red barn',
  negative_prompt: 'blurry',
  width: 128,
  height: 128,
  steps: 4,
  seed: 11,
};
const txt2img = (body: object) => call('txt2img', { headers, body: { ...SMALL, ...body } });
const png = (base64: string) => Buffer.from(base64, 'base64');
const digest = (base64: string) => createHash('sha256').update(png(base64)).digest('hex');

test('a request becomes pictures, parameters and info', async () => {
  const { status, json } = await txt2img({
    sampler_name: 'k_euler_a',
    scheduler: 'karras',
    batch_size: 2,
    n_iter: 2,
  });
  expect(status).toBe(200);
  expect(Object.keys(json)).toEqual(['images', 'parameters', 'info']);
  expect(json.images).toHaveLength(4);
  expect(new Set(json.images.map(digest)).size).toBe(4);
  for (const image of json.images) {
    expect(image).not.toMatch(/^data:/);
    expect(await sharp(png(image)).metadata()).toMatchObject({ format: 'png', width: 128, height: 128 });
  }
  expect(json.parameters).toMatchObject({
    ...SMALL,
    sampler_name: 'k_euler_a',
    scheduler: 'karras',
    cfg_scale: 7,
    styles: null,
    sampler_index: 'Euler',
    alwayson_scripts: {},
    save_images: false,
  });
  const info = JSON.parse(json.info);
  expect(info).toMatchObject({
    prompt: 'a red barn',
    all_prompts: Array(4).fill('a red barn'),
    negative_prompt: 'blurry',
    all_negative_prompts: Array(4).fill('blurry'),
    seed: 11,
    all_seeds: [11, 12, 13, 14],
    subseed_strength: 0,
    width: 128,
    height: 128,
    sampler_name: 'Euler a',
    cfg_scale: 7,
    steps: 4,
    batch_size: 2,
    restore_faces: false,
    face_restoration_model: null,
    sd_model_name: 'starter-v0',
    sd_vae_name: null,
    sd_vae_hash: null,
    seed_resize_from_w: -1,
    seed_resize_from_h: -1,
    denoising_strength: null,
    extra_generation_params: { 'Schedule type': 'Karras' },
    index_of_first_image: 0,
    styles: [],
    job_timestamp: expect.stringMatching(/^\d{14}$/),
    clip_skip: 1,
    is_using_inpainting_conditioning: false,
    version: expect.stringMatching(/^Atelier /),
  });
  expect(info.all_subseeds).toHaveLength(4);
  expect(info.infotexts).toHaveLength(4);
  const third = parseInfotext(info.infotexts[2]);
  expect(third).toMatchObject({ prompt: 'a red barn', negativePrompt: 'blurry' });
  expect(Object.fromEntries(third.pairs)).toMatchObject({
    Seed: '13',
    Sampler: 'Euler a',
    'Schedule type': 'Karras',
  });
  expect(png(json.images[2]).includes(Buffer.from(info.infotexts[2]))).toBe(true);
  expect(
    (await findPictures(userId, (await listJobs(userId, { limit: 1 }))[0]!.id)).map(({ saved }) => saved),
  ).toEqual(Array(4).fill(false));
});

test('the same request, again and through the studio, is the same bytes', async () => {
  const wishes = { sampler_name: 'DPM++ 2M', cfg_scale: 6.5 };
  const first = await txt2img(wishes);
  const again = await txt2img({ ...wishes, sampler_name: 'DPM++ 2M Karras' });
  const fields = studioRequestSchema.parse({
    prompt: SMALL.prompt,
    negativePrompt: SMALL.negative_prompt,
    width: 128,
    height: 128,
    steps: 4,
    seed: 11,
    sampler: 'DPM++ 2M',
    cfgScale: 6.5,
  });
  const { id } = await submitJob({
    userId,
    request: await resolveRequest({ id: userId, name: 'ann' }, fields),
  });
  await waitForJob(userId, id);
  const studio = await call('txt2img', { headers, body: { ...SMALL, ...wishes, save_images: true } });
  const jobs = await listJobs(userId, { limit: 4 });
  const strip = ({ request: { subseed: _, save_images: __, ...request } }: (typeof jobs)[number]) => request;
  expect(jobs.map(strip)).toEqual(Array(4).fill(strip(jobs[0]!)));
  expect(digest(again.json.images[0])).toBe(digest(first.json.images[0]));
  expect(digest(studio.json.images[0])).toBe(digest(first.json.images[0]));
});

test('every sampler draws, with a schedule of its own or another', async () => {
  const tiny = { width: 64, height: 64, steps: 3, send_images: false };
  const names = SAMPLERS.map(({ name }) => name);
  const answers = await Promise.all(
    names.map((sampler_name, k) =>
      txt2img({ ...tiny, sampler_name, scheduler: SCHEDULERS[k % SCHEDULERS.length]!.label }),
    ),
  );
  expect(
    answers.map(({ status, json }) => [status, status === 200 && JSON.parse(json.info).sampler_name]),
  ).toEqual(names.map((name) => [200, name]));
});

test('a variation has one seed and several variation seeds', async () => {
  const tiny = { width: 64, height: 64, steps: 2, batch_size: 2, subseed: 70 };
  const { json } = await txt2img({ ...tiny, subseed_strength: 0.5 });
  expect(JSON.parse(json.info)).toMatchObject({
    all_seeds: [11, 11],
    all_subseeds: [70, 71],
    subseed_strength: 0.5,
  });
  expect(digest(json.images[1])).not.toBe(digest(json.images[0]));
  const whole = await txt2img({ ...tiny, batch_size: 1, subseed_strength: 1 });
  const other = await txt2img({ ...tiny, batch_size: 1, seed: 70 });
  const pixels = (json: { images: string[] }) => sharp(png(json.images[0]!)).raw().toBuffer();
  expect((await pixels(whole.json)).equals(await pixels(other.json))).toBe(true);
});

test.each<[string, object]>([
  ['noise of CUDA', { override_settings: { randn_source: 'NV' } }],
  ['a seed of another size', { seed_resize_from_w: 128, seed_resize_from_h: 64 }],
  ['edges that fit together', { tiling: true }],
  ['another seed after the first noise', { override_settings: { eta_noise_seed_delta: 31337 } }],
  ['weights without their norm', { override_settings: { emphasis: 'No norm' } }],
  ['more noise', { sampler_name: 'DPM2 a', s_noise: 1.1 }],
])('%s makes another picture, which its infotext makes again', async (_, wishes) => {
  const usual = { prompt: 'a (red:1.4) barn', width: 64, height: 64, steps: 2, sampler_name: 'Euler a' };
  const pixels = (json: { images: string[] }) => sharp(png(json.images[0]!)).raw().toBuffer();
  const { json } = await txt2img({ ...usual, ...wishes });
  const plain = await txt2img({
    ...usual,
    sampler_name: 'sampler_name' in wishes ? wishes.sampler_name : 'Euler a',
  });
  expect((await pixels(json)).equals(await pixels(plain.json))).toBe(false);
  const [infotext] = JSON.parse(json.info).infotexts;
  const again = await call('txt2img', { headers, body: { infotext } });
  expect(digest(again.json.images[0])).toBe(digest(json.images[0]));
});

test.each<[string, object, object]>([
  ['a latent mode', { hr_scale: 1.5 }, { 'Hires upscale': 1.5, 'Hires upscaler': 'Latent' }],
  [
    'an upscaler, another sampler and prompt',
    {
      hr_resize_x: 96,
      hr_upscaler: 'Lanczos',
      hr_second_pass_steps: 2,
      hr_sampler_name: 'DPM++ 2M',
      hr_scheduler: 'Uniform',
      hr_prompt: 'a blue barn',
    },
    {
      'Hires resize': '96x0',
      'Hires steps': 2,
      'Hires sampler': 'DPM++ 2M',
      'Hires schedule type': 'Uniform',
      'Hires prompt': null,
    },
  ],
])('hires fix with %s makes a larger picture, which its infotext makes again', async (_, wishes, extra) => {
  const { status, json } = await txt2img({
    width: 64,
    height: 64,
    steps: 3,
    enable_hr: true,
    denoising_strength: 0.6,
    ...wishes,
  });
  expect(status).toBe(200);
  expect(await sharp(png(json.images[0])).metadata()).toMatchObject({ width: 96, height: 96 });
  const info = JSON.parse(json.info);
  expect(info).toMatchObject({
    width: 64,
    height: 64,
    denoising_strength: 0.6,
    extra_generation_params: extra,
  });
  const again = await call('txt2img', { headers, body: { infotext: info.infotexts[0] } });
  expect(digest(again.json.images[0])).toBe(digest(json.images[0]));
});

test('kept pictures come with an overview in front', async () => {
  const { json } = await txt2img({ save_images: true, batch_size: 3 });
  const info = JSON.parse(json.info);
  expect(json.images).toHaveLength(4);
  expect(await sharp(png(json.images[0])).metadata()).toMatchObject({
    format: 'png',
    width: 256,
    height: 256,
  });
  expect(info).toMatchObject({ index_of_first_image: 1, all_seeds: [11, 12, 13] });
  expect(info.infotexts).toHaveLength(4);
});

test('a switched-off extra network changes nothing but the text', async () => {
  const plain = await txt2img({});
  const tagged = await txt2img({ prompt: '<lora:sepia:1>a red barn', disable_extra_networks: true });
  const pixels = (json: { images: string[] }) => sharp(png(json.images[0]!)).raw().toBuffer();
  expect((await pixels(tagged.json)).equals(await pixels(plain.json))).toBe(true);
  expect(JSON.parse(tagged.json.info).prompt).toBe('<lora:sepia:1>a red barn');
});

test('a LoRA, a hypernetwork that is not there, an embedding: by name, from one’s own folders', async () => {
  const small = { width: 64, height: 64, steps: 2 };
  const pixels = async (body: object) => {
    const { status, json } = await txt2img({ ...small, ...body });
    expect(status).toBe(200);
    return sharp(png(json.images[0])).raw().toBuffer();
  };
  const plain = await pixels({});
  const worded = await pixels({ prompt: 'a red barn, sepia-style' });
  await mkdir(ownFile('models/Lora/styles'), { recursive: true });
  await copyFile(STARTER_LORA, ownFile('models/Lora/styles/sepia.safetensors'));
  await copyFile(STARTER_EMBEDDING, ownFile('embeddings/sepia-style.safetensors'));
  const adapted = await pixels({ prompt: 'a red barn<lora:sepia:1>' });
  expect(adapted.equals(plain)).toBe(false);
  expect((await pixels({ prompt: 'a red barn<lyco:SEPIA:te=1:unet=1>' })).equals(adapted)).toBe(true);
  expect((await pixels({ prompt: 'a red barn<lora:sepia:0>' })).equals(plain)).toBe(true);
  expect(
    (await pixels({ prompt: 'a red barn<lora:sepia:1>', disable_extra_networks: true })).equals(plain),
  ).toBe(true);
  expect((await pixels({ prompt: 'a red barn, sepia-style' })).equals(worded)).toBe(false);
});

test('what is not there, or says nothing, is left out and told', async () => {
  const small = { width: 64, height: 64, steps: 2 };
  const pixels = (json: { images: string[] }) => sharp(png(json.images[0]!)).raw().toBuffer();
  const plain = await txt2img(small);
  expect(JSON.parse(plain.json.info)).not.toHaveProperty('comments');
  const prompt = 'a red barn<lora:none:1><lora:sepia:much><hypernet:nothing:1><lora:../../etc/passwd:1>';
  const told = await txt2img({ ...small, prompt });
  expect((await pixels(told.json)).equals(await pixels(plain.json))).toBe(true);
  const info = JSON.parse(told.json.info);
  expect(info.infotexts[0]).toContain(prompt);
  expect(info.comments.split('\n')).toEqual([
    'The tag <lora:sepia:much> was left out: its strength is no number.',
    'The LoRA “none” was not found, so the picture is drawn without it.',
    'The hypernetwork “nothing” was not found, so the picture is drawn without it.',
    'The LoRA “../../etc/passwd” was not found, so the picture is drawn without it.',
    '',
  ]);
});

test('2,000 tags: those that are there work together, those that are not are counted', async () => {
  await copyFile(STARTER_LORA, ownFile('models/Lora/s.safetensors'));
  const { status, json } = await txt2img({
    ...{ width: 64, height: 64, steps: 1 },
    prompt: `a${'<lora:s:0>'.repeat(1_000)}${Array.from({ length: 1_000 }, (_, k) => `<lora:${k}>`).join('')}`,
  });
  expect(status).toBe(200);
  const { comments } = JSON.parse(json.info);
  expect(comments).toContain('And 981 more of the kind.');
});

test('a second pass with extra networks of its own, or with none', async () => {
  const small = { width: 64, height: 64, steps: 2, enable_hr: true, denoising_strength: 0.6, hr_scale: 1.5 };
  const pixels = async (body: object) => {
    const { status, json } = await txt2img({ ...small, ...body });
    expect(status).toBe(200);
    expect(JSON.parse(json.info)).not.toHaveProperty('comments');
    return (await sharp(png(json.images[0])).raw().toBuffer()).toString('base64');
  };
  await copyFile(STARTER_LORA, ownFile('models/Lora/sepia.safetensors'));
  const [both, first, second, none] = [
    await pixels({ prompt: 'a red barn<lora:sepia:1>' }),
    await pixels({ prompt: 'a red barn<lora:sepia:1>', hr_prompt: 'a red barn' }),
    await pixels({ hr_prompt: 'a red barn<lora:sepia:1>' }),
    await pixels({}),
  ];
  expect(new Set([both, first, second, none]).size).toBe(4);
  expect(await pixels({ hr_prompt: 'a red barn<lora:sepia:1>', disable_extra_networks: true })).toBe(none);
  expect(await pixels({ prompt: 'a red barn<lora:sepia:1>', hr_prompt: 'a <lora:sepia:1>red barn' })).toBe(
    both,
  );
});

test('send_images false leaves the pictures out and the rest in', async () => {
  const { json } = await txt2img({ send_images: false });
  expect(json.images).toEqual([]);
  expect(JSON.parse(json.info).infotexts).toHaveLength(1);
});

test.each([
  ['empty', ''],
  ['HTML', '<img src=x onerror=alert(1)> & "quotes"'],
  ['emoji and four-byte letters', '👩‍🎨 paints 𠮷 in 日本'],
  ['half of a character', 'half \ud83d'],
  ['20,000 characters', '😀'.repeat(20_000)],
])('a prompt that is %s', async (_, prompt) => {
  const { status, json } = await txt2img({ prompt, steps: 1, width: 64, height: 64 });
  expect(status).toBe(200);
  expect(JSON.parse(json.info).prompt).toBe(Buffer.from(prompt).toString());
});

test("a user's own options choose checkpoint and clip skip", async () => {
  const { json: models } = await call('sd-models', { headers });
  await call('options', {
    headers,
    body: { sd_model_checkpoint: models[0].title, CLIP_stop_at_last_layers: 2 },
  });
  const own = await txt2img({});
  await call('options', { headers, body: { CLIP_stop_at_last_layers: 1 } });
  const overridden = await txt2img({ override_settings: { CLIP_stop_at_last_layers: 2 } });
  expect(JSON.parse(own.json.info)).toMatchObject({ clip_skip: 2, sd_model_hash: models[0].hash });
  expect(digest(own.json.images[0])).toBe(digest(overridden.json.images[0]));
});

test("progress tells the caller's own job; interrupt ends it with what exists", async () => {
  const long = txt2img({ steps: 150, n_iter: 50, batch_size: 1 });
  const seen = await until(async () => {
    const { json } = await call('progress', { headers });
    return json.state.sampling_step > 0 ? json : null;
  });
  expect(seen.progress).toBeGreaterThan(0.01);
  expect(seen.progress).toBeLessThan(1);
  expect(seen.state).toMatchObject({ job_count: 50, sampling_steps: 150 });
  const { id: otherId } = await addUser({ name: 'bob', role: 'member' });
  const other = { authorization: (await createToken({ userName: 'bob', name: 'x' })).secret };
  expect((await call('progress', { headers: other })).json.state.job_count).toBe(0);
  await call('interrupt', { headers: other, method: 'POST' });
  expect(await listJobs(otherId, { limit: 1 })).toEqual([]);

  expect((await call('interrupt', { headers, method: 'POST' })).json).toEqual({});
  const { status, json } = await long;
  expect(status).toBe(200);
  const info = JSON.parse(json.info);
  expect(info.all_seeds).toHaveLength(50);
  expect(json.images.length).toBeLessThan(50);
  expect(info.infotexts).toHaveLength(Math.max(1, json.images.length));
});

test('a job that fails is 500 with its sentence', async () => {
  await databasePool().query(
    `INSERT INTO model (id, path, name, size, modified_at) VALUES (gen_random_uuid(), 'gone.safetensors', 'gone', 1, now())`,
  );
  const { status, json } = await txt2img({ override_settings: { sd_model_checkpoint: 'gone' } });
  await databasePool().query(`DELETE FROM model WHERE path = 'gone.safetensors'`);
  expect(status).toBe(500);
  expect(json).toEqual({ error: 'RuntimeError', detail: '', body: '', errors: expect.stringMatching(/\. /) });
  expect(json.errors).toContain('checkpoint');
});

test('a checkpoint of override_settings that is not there is dropped, and said so', async () => {
  const { status, json } = await txt2img({ override_settings: { sd_model_checkpoint: 'nowhere' } });
  expect(status).toBe(200);
  expect(json.images).toEqual((await txt2img({})).json.images);
  expect(JSON.parse(json.info).comments).toContain('There is no checkpoint "nowhere" here');
});

test('a client that goes away stops its job', async () => {
  const client = new AbortController();
  const gone = call('txt2img', {
    headers,
    query: '?task_id=mine',
    body: { ...SMALL, steps: 150, n_iter: 50 },
    signal: client.signal,
  });
  const running = await until(async () => {
    const [job] = await listJobs(userId, { states: ['running'], limit: 1 });
    return job?.taskId === 'mine' ? job : null;
  });
  client.abort();
  expect((await gone).status).toBe(499);
  const ended = await waitForJob(userId, running.id);
  expect(ended.interrupted).toBe(true);
});
