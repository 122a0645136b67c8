/** What well-known programs send, in their order and with their own extra fields (sdapi §18). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addUser } from '@/lib/auth/users';
import { prepareTree } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { startTestWorker, type TestWorker } from '@/worker/testing';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

let worker: TestWorker;
const headers = { authorization: `Basic ${Buffer.from('ann:a good password').toString('base64')}` };

beforeAll(async () => {
  await addUser({ name: 'ann', role: 'member', password: 'a good password' });
  await prepareTree({ kind: 'own', userName: 'ann' });
  worker = await startTestWorker();
});
afterAll(() => worker.stop());

const bare = (image: string) => /^[A-Za-z0-9+/]+=*$/.test(image);

test('Open WebUI: looks whether we live, chooses a model by sending all options back, draws', async () => {
  expect((await call('options', { headers: { authorization: '' } })).status).toBe(401);
  const { json: options } = await call('options', { headers });
  const { json: models } = await call('sd-models', { headers });
  expect(models[0]).toMatchObject({ title: expect.any(String), model_name: expect.any(String) });
  const chosen = { ...options, sd_model_checkpoint: models[0].title };
  expect((await call('options', { headers, body: chosen })).text).toBe('null');
  expect((await call('options', { headers })).json.sd_model_checkpoint).toBe(models[0].title);
  const { status, json } = await call('txt2img', {
    headers,
    body: { prompt: 'a barn', batch_size: 2, width: 64, height: 64, steps: 1, negative_prompt: 'blurry' },
  });
  expect(status).toBe(200);
  expect(json.images.filter(bare)).toHaveLength(2);
});

test('SillyTavern: its lists, a model, drawing with its own fields beside, progress until idle, stopping', async () => {
  const { json: upscalers } = await call('upscalers', { headers });
  expect(upscalers[0].name).toBe('None');
  const { json: modes } = await call('latent-upscale-modes', { headers });
  expect([upscalers[0], ...modes].every(({ name }) => typeof name === 'string')).toBe(true);
  const { json: vaes } = await call('sd-vae', { headers });
  expect(Array.isArray(vaes)).toBe(true);
  const names = async (route: 'samplers' | 'schedulers' | 'sd-models') =>
    (await call(route, { headers })).json.map(
      ({ name, title }: { name?: string; title?: string }) => name ?? title,
    );
  const [[sampler], schedulers, [model]] = [
    await names('samplers'),
    await names('schedulers'),
    await names('sd-models'),
  ];
  expect(schedulers).toContain('karras');
  expect((await call('options', { headers, body: { sd_model_checkpoint: model } })).text).toBe('null');
  const { json: idle } = await call('progress', { headers });
  expect([idle.progress, idle.state.job_count]).toEqual([0, 0]);
  const { status, json } = await call('txt2img', {
    headers,
    body: {
      url: 'http://localhost:7860',
      auth: 'name:word',
      prompt: 'a barn',
      negative_prompt: '',
      sampler_name: sampler,
      scheduler: 'karras',
      steps: 2,
      cfg_scale: 7,
      width: 64,
      height: 64,
      restore_faces: false,
      enable_hr: true,
      hr_upscaler: 'Latent',
      hr_scale: 1.5,
      hr_additional_modules: [],
      denoising_strength: 0.7,
      hr_second_pass_steps: 0,
      seed: -1,
      override_settings: {
        CLIP_stop_at_last_layers: 1,
        sd_vae: 'Automatic',
        forge_additional_modules: undefined,
      },
      override_settings_restore_afterwards: true,
      clip_skip: 1,
      save_images: true,
      send_images: true,
      do_not_save_grid: false,
      do_not_save_samples: false,
    },
  });
  expect(status).toBe(200);
  expect(json.images.filter(bare)).toHaveLength(1);
  expect((await call('interrupt', { headers, method: 'POST' })).text).toBe('{}');
});

test('webuiapi: reads JSON of every answer, sends old fields and empty scripts', async () => {
  const { json: scripts } = await call('scripts', { headers });
  expect(Array.isArray(scripts.txt2img)).toBe(true);
  const { status, json } = await call('txt2img', {
    headers,
    body: {
      enable_hr: false,
      hr_scale: 2,
      hr_upscaler: 'Latent',
      hr_second_pass_steps: 0,
      hr_resize_x: 0,
      hr_resize_y: 0,
      denoising_strength: 0.7,
      firstphase_width: 0,
      firstphase_height: 0,
      prompt: 'a barn',
      styles: [],
      seed: 3,
      subseed: -1,
      subseed_strength: 0,
      seed_resize_from_h: 0,
      seed_resize_from_w: 0,
      batch_size: 1,
      n_iter: 1,
      steps: 1,
      cfg_scale: 7,
      width: 64,
      height: 64,
      restore_faces: false,
      tiling: false,
      do_not_save_samples: false,
      do_not_save_grid: false,
      negative_prompt: '',
      eta: 1,
      s_churn: 0,
      s_tmax: 0,
      s_tmin: 0,
      s_noise: 1,
      override_settings: {},
      override_settings_restore_afterwards: true,
      sampler_name: 'Euler a',
      scheduler: 'automatic',
      sampler_index: 'Euler a',
      script_name: null,
      script_args: [],
      send_images: true,
      save_images: false,
      alwayson_scripts: {},
    },
  });
  expect(status).toBe(200);
  expect(JSON.parse(json.info)).toMatchObject({ all_seeds: [3], sampler_name: 'Euler a' });
  const { json: told } = await call('png-info', { headers, body: { image: json.images[0] } });
  expect(told.info).toBe(JSON.parse(json.info).infotexts[0]);
  for (const route of ['refresh-checkpoints', 'unload-checkpoint', 'reload-checkpoint', 'skip'] as const)
    expect((await call(route, { headers, method: 'POST' })).text).toMatch(/^(?:null|{})$/);
  for (const route of [
    'cmd-flags',
    'memory',
    'face-restorers',
    'realesrgan-models',
    'hypernetworks',
  ] as const)
    expect((await call(route, { headers })).status).toBe(200);
});

test('a client of several people names its model in each request', async () => {
  const { json: models } = await call('sd-models', { headers });
  const { status } = await call('txt2img', {
    headers,
    body: {
      prompt: 'a barn',
      width: 64,
      height: 64,
      steps: 1,
      override_settings: { sd_model_checkpoint: models[0].title },
    },
  });
  expect(status).toBe(200);
});
