import { beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { config } from '@/lib/config';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { listJobs } from '@/lib/jobs';
import * as noSuchControlnet from '../controlnet/[...path]/route';
import * as noSuchInternal from '../internal/[...path]/route';
import * as noSuchApi from './[...path]/route';
import { call, type Method, ROUTES, type RouteName } from './testing';

useTestDatabase();
useTestDataDir();

let userId: string;
let headers: { authorization: string };
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

beforeAll(async () => {
  ({ id: userId } = await addUser({ name: 'ann', role: 'member', password: 'a good password' }));
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
  for (const [path, sha, problem] of [
    ['sub/barn.safetensors', 'a'.repeat(64), null],
    ['new.safetensors', null, null],
    ['torn.safetensors', null, 'The file ends too early. Copy it again.'],
  ]) {
    await databasePool().query(
      `INSERT INTO model (id, path, name, size, modified_at, sha256, problem)
       VALUES (gen_random_uuid(), $1, regexp_replace($1, '^.*/|\\.[^.]*$', '', 'g'), 1, now(), $2, $3)`,
      [path, sha, problem],
    );
  }
});

const METHODS: Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const OFFERED: Record<RouteName, Method[]> = {
  txt2img: ['POST'],
  img2img: ['POST'],
  'png-info': ['POST'],
  'extra-single-image': ['POST'],
  'extra-batch-images': ['POST'],
  progress: ['GET'],
  interrupt: ['POST'],
  skip: ['POST'],
  samplers: ['GET'],
  schedulers: ['GET'],
  scripts: ['GET'],
  'script-info': ['GET'],
  'sd-models': ['GET'],
  'sd-vae': ['GET'],
  'prompt-styles': ['GET'],
  options: ['GET', 'POST'],
  upscalers: ['GET'],
  'latent-upscale-modes': ['GET'],
  embeddings: ['GET'],
  hypernetworks: ['GET'],
  loras: ['GET'],
  'refresh-checkpoints': ['POST'],
  'refresh-embeddings': ['POST'],
  'refresh-loras': ['POST'],
  'refresh-vae': ['POST'],
  'cmd-flags': ['GET'],
  'face-restorers': ['GET'],
  'realesrgan-models': ['GET'],
  'unload-checkpoint': ['POST'],
  'reload-checkpoint': ['POST'],
  memory: ['GET'],
  extensions: ['GET'],
  'sd-modules': ['GET'],
  interrogate: ['POST'],
  'create/embedding': ['POST'],
  'create/hypernetwork': ['POST'],
  'train/embedding': ['POST'],
  'train/hypernetwork': ['POST'],
  '/internal/progress': ['POST'],
  '/internal/pending-tasks': ['GET'],
  '/internal/quicksettings-hint': ['GET'],
  '/internal/sysinfo': ['GET'],
  '/internal/sysinfo-download': ['GET'],
  '/internal/profile-startup': ['GET'],
};

test.each(Object.keys(ROUTES) as RouteName[])('%s: other methods are 405, nobody is 401', async (name) => {
  for (const method of METHODS) {
    const answer = await call(name, { method });
    if (OFFERED[name].includes(method)) {
      expect(answer).toMatchObject({
        status: 401,
        json: { error: 'HTTPException', detail: 'Not authenticated', body: '', errors: '' },
      });
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    } else {
      expect(answer).toMatchObject({ status: 405, json: { detail: 'Method Not Allowed' } });
      expect(answer.headers.get('allow')).toBe(OFFERED[name].join(', '));
    }
  }
});

test.each([
  ['', 'Not authenticated'],
  ['Basic ???', 'Invalid authentication credentials'],
  ['atl_nonsense', 'Invalid authentication credentials'],
  [basic('ann:wrong').authorization, 'Incorrect username or password'],
  [basic('nobody:wrong').authorization, 'Incorrect username or password'],
])('Authorization %j: 401 %s', async (authorization, detail) => {
  expect(await call('options', { headers: { authorization } })).toMatchObject({
    status: 401,
    json: { error: 'HTTPException', detail, body: '', errors: '' },
  });
});

test('a token, a Bearer token and a password are let in, and the time it took is told', async () => {
  for (const authorization of [headers.authorization, `Bearer ${headers.authorization}`]) {
    expect((await call('samplers', { headers: { authorization } })).status).toBe(200);
  }
  const answer = await call('samplers', { headers: basic('ann:a good password') });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-process-time')).toMatch(/^\d+\.\d+$/);
});

test('too many wrong passwords are 429 with the time to wait', async () => {
  await databasePool().query(
    `INSERT INTO sign_in_failure (subject, at) SELECT 'account:ann', now() FROM generate_series(1, 12)`,
  );
  const answer = await call('options', { headers: basic('ann:guess') });
  expect(answer).toMatchObject({
    status: 429,
    json: { error: 'HTTPException', detail: expect.stringContaining('Wait') },
  });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(60);
});

test('while the API is off there is nothing', async () => {
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), api: false });
  expect(await call('options', { headers })).toMatchObject({ status: 404, json: { detail: 'Not Found' } });
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), api: true });
});

test('samplers and schedulers', async () => {
  const { json: samplers } = await call('samplers', { headers });
  expect(samplers).toHaveLength(20);
  expect(samplers).toMatchObject([
    { name: 'DPM++ 2M', aliases: ['k_dpmpp_2m'], options: { scheduler: 'karras' } },
    { name: 'DPM++ SDE', options: { scheduler: 'karras', second_order: 'True', brownian_noise: 'True' } },
    ...Array(18).fill({}),
  ]);
  expect(Object.keys(samplers[19])).toEqual(['name', 'aliases', 'options']);
  const { json, text } = await call('schedulers', { headers });
  expect(json.map(({ label }: { label: string }) => label)).toEqual([
    'Automatic',
    'Uniform',
    'Karras',
    'Exponential',
    'Polyexponential',
    'SGM Uniform',
    'KL Optimal',
    'Align Your Steps',
    'Simple',
    'Normal',
    'DDIM',
    'Beta',
    'Turbo',
  ]);
  expect(text).toContain(
    '{"name":"karras","label":"Karras","aliases":null,"default_rho":7.0,"need_inner_model":false}',
  );
});

test('upscalers and latent modes; programs insert the modes after the first', async () => {
  const { json, text } = await call('upscalers', { headers });
  expect(json.map(({ name }: { name: string }) => name)).toEqual(['None', 'Lanczos', 'Nearest']);
  expect(text).toContain(
    '{"name":"Lanczos","model_name":null,"model_path":null,"model_url":null,"scale":4.0}',
  );
  expect((await call('latent-upscale-modes', { headers })).json).toEqual([
    { name: 'Latent' },
    { name: 'Latent (antialiased)' },
    { name: 'Latent (bicubic)' },
    { name: 'Latent (bicubic antialiased)' },
    { name: 'Latent (nearest)' },
    { name: 'Latent (nearest-exact)' },
  ]);
});

test('checkpoints, those that can be used', async () => {
  expect((await call('sd-models', { headers })).json).toEqual([
    {
      title: 'new.safetensors',
      model_name: 'new',
      hash: null,
      sha256: null,
      filename: expect.stringMatching(/\/models\/Stable-diffusion\/new\.safetensors$/),
      config: null,
    },
    {
      title: 'sub/barn.safetensors [aaaaaaaaaa]',
      model_name: 'sub_barn',
      hash: 'aaaaaaaaaa',
      sha256: 'a'.repeat(64),
      filename: expect.stringMatching(/\/sub\/barn\.safetensors$/),
      config: null,
    },
  ]);
});

test('options are read, sent back with one changed, and answered with null', async () => {
  const { json: all } = await call('options', { headers });
  const sent = await call('options', { headers, body: { ...all, sd_model_checkpoint: 'sub_barn' } });
  expect([sent.status, sent.text]).toEqual([200, 'null']);
  expect((await call('options', { headers })).json).toEqual({
    ...all,
    sd_model_checkpoint: 'sub_barn',
    sd_checkpoint_hash: 'a'.repeat(64),
  });
});

test('the usual value of every option that programs look at', async () => {
  const { json } = await call('options', { headers });
  expect(json).toMatchObject({
    sd_vae: 'Automatic',
    CLIP_stop_at_last_layers: 1,
    samples_format: 'png',
    jpeg_quality: 80,
    samples_save: true,
    grid_save: true,
    return_grid: true,
    grid_only_if_multiple: true,
    n_rows: -1,
    samples_filename_pattern: '',
    directories_filename_pattern: '[date]',
    save_to_dirs: true,
    grid_save_to_dirs: true,
    save_images_add_number: true,
    outdir_txt2img_samples: 'outputs/txt2img-images',
    outdir_txt2img_grids: 'outputs/txt2img-grids',
    outdir_img2img_samples: 'outputs/img2img-images',
    outdir_img2img_grids: 'outputs/img2img-grids',
    outdir_extras_samples: 'outputs/extras-images',
    outdir_init_images: 'outputs/init-images',
    enable_pnginfo: true,
    save_txt: false,
    add_model_name_to_info: true,
    add_model_hash_to_info: true,
    add_vae_name_to_info: true,
    add_vae_hash_to_info: true,
    add_version_to_infotext: true,
    add_user_name_to_info: false,
    infotext_styles: 'Apply if any',
    emphasis: 'Original',
    comma_padding_backtrack: 20,
    // Ours: only what does not depend on a device can be drawn again elsewhere.
    randn_source: 'CPU',
    eta_noise_seed_delta: 0,
    eta_ancestral: 1,
    eta_ddim: 0,
    s_churn: 0,
    s_tmin: 0,
    s_tmax: 0,
    s_noise: 1,
    sigma_min: 0,
    sigma_max: 0,
    rho: 0,
    always_discard_next_to_last_sigma: false,
    inpainting_mask_weight: 1,
    initial_noise_multiplier: 1,
    img2img_extra_noise: 0,
    img2img_fix_steps: false,
    img2img_background_color: '#ffffff',
    img2img_color_correction: false,
    overlay_inpaint: true,
    return_mask: false,
    return_mask_composite: false,
    face_restoration: false,
    face_restoration_model: 'CodeFormer',
    code_former_weight: 0.5,
    tiling: false,
    upscaler_for_img2img: null,
    live_previews_enable: true,
    show_progress_every_n_steps: 10,
    show_progress_type: 'Approx NN',
    live_previews_image_format: 'png',
    enable_prompt_comments: true,
    use_old_scheduling: false,
    use_old_hires_fix_width_height: false,
    send_seed: true,
    send_size: true,
    quicksettings_list: ['sd_model_checkpoint'],
    api_enable_requests: true,
    api_forbid_local_requests: true,
    api_useragent: '',
    persistent_cond_cache: true,
    hires_fix_refiner_pass: 'second pass',
    uni_pc_variant: 'bh1',
    uni_pc_skip_type: 'time_uniform',
    uni_pc_order: 3,
    uni_pc_lower_order_final: true,
    beta_dist_alpha: 0.6,
    beta_dist_beta: 0.6,
    sd_lora: 'None',
    extra_networks_default_multiplier: 1,
    lora_add_hashes_to_infotext: true,
    control_net_unit_count: 3,
    enable_batch_seeds: true,
  });
});

test.each([
  ['sub/barn.safetensors [aaaaaaaaaa]', true],
  ['sub/barn.safetensors', true],
  ['sub_barn', true],
  ['barn', true],
  ['aaaaaaaaaa', true],
  ['a'.repeat(64), true],
  ['barn [aaaaaaaaaa]', true],
  ['sub/barn', false],
  ['bar', false],
  ['aaaaaaaaa', false],
  ['barn [bbbbbbbbbb]', false],
])('a checkpoint by the name %s: %s', async (name, isThere) => {
  const { status } = await call('options', { headers, body: { sd_model_checkpoint: name } });
  expect(status).toBe(isThere ? 200 : 500);
  if (!isThere) return;
  const { json } = await call('options', { headers });
  expect([json.sd_model_checkpoint, json.sd_checkpoint_hash]).toEqual([name, 'a'.repeat(64)]);
});

test('options that do not exist are the errors programs know', async () => {
  expect(await call('options', { headers, body: { sd_model_checkpoint: 'nope' } })).toMatchObject({
    status: 500,
    json: { error: 'RuntimeError', detail: '', body: '', errors: "model 'nope' not found" },
  });
  expect(await call('options', { headers, body: { nope: 1 } })).toMatchObject({
    status: 500,
    json: { error: 'KeyError', detail: '', body: '', errors: "'nope'" },
  });
  expect(await call('options', { headers, body: '[1' })).toMatchObject({
    status: 422,
    json: { detail: [{ loc: ['body', 2], type: 'value_error.jsondecode' }] },
  });
});

test('an idle user has progress zero; interrupt and skip have nothing to do', async () => {
  const { status, json } = await call('progress', { headers, query: '?skip_current_image=false' });
  expect(status).toBe(200);
  expect(json).toEqual({
    progress: 0,
    eta_relative: 0,
    state: {
      skipped: false,
      interrupted: false,
      stopping_generation: false,
      job: '',
      job_count: 0,
      job_timestamp: '0',
      job_no: 0,
      sampling_step: 0,
      sampling_steps: 0,
    },
    current_image: null,
    textinfo: null,
  });
  expect((await call('progress', { headers, query: '?skip_current_image=maybe' })).json).toEqual({
    detail: [
      {
        loc: ['query', 'skip_current_image'],
        msg: 'value could not be parsed to a boolean',
        type: 'type_error.bool',
      },
    ],
  });
  expect((await call('interrupt', { headers, method: 'POST' })).text).toBe('{}');
  expect((await call('skip', { headers, method: 'POST' })).text).toBe('null');
});

const bad = (field: string, msg: unknown = expect.any(String)) => ({
  detail: [{ loc: ['body', field], msg, type: 'value_error' }],
});
const exception = (detail: unknown) => ({ error: 'HTTPException', detail, body: '', errors: '' });

test.each([
  ['steps 0', { steps: 0 }, 422, bad('steps', 'Steps must be a whole number from 1 to 150.')],
  ['steps 10,000', { steps: 10_000 }, 422, bad('steps')],
  [
    'steps "x"',
    { steps: 'x' },
    422,
    { detail: [{ loc: ['body', 'steps'], msg: 'value is not a valid integer', type: 'type_error.integer' }] },
  ],
  ['width 7', { width: 7 }, 422, bad('width', 'Width must be a whole number from 64 to 2,048.')],
  ['width 100,000', { width: 100_000 }, 422, bad('width')],
  ['cfg_scale nan', { cfg_scale: 'nan' }, 422, bad('cfg_scale')],
  ['seed -2', { seed: -2 }, 422, bad('seed')],
  ['n_iter 101', { n_iter: 101 }, 422, bad('n_iter')],
  [
    'a prompt of 20,001 characters',
    { prompt: 'x'.repeat(20_001) },
    422,
    bad('prompt', expect.stringContaining('Shorten')),
  ],
  ['a prompt with NUL', { prompt: 'a\0b' }, 422, bad('prompt', expect.stringContaining('NUL'))],
  [
    'an unknown sampler',
    { sampler_name: 'Euler b' },
    400,
    exception(expect.stringMatching(/^There is no sampler "Euler b" here\. Choose one of: DPM\+\+ 2M, /)),
  ],
  [
    'an unknown checkpoint',
    { alwayson_scripts: { sd_model_checkpoint: 'nope' } },
    400,
    exception(expect.stringContaining('There is no checkpoint "nope" here.')),
  ],
  [
    'a checkpoint that is torn',
    { alwayson_scripts: { sd_model_checkpoint: 'torn' } },
    400,
    exception(expect.stringContaining('The file ends too early. Copy it again.')),
  ],
  [
    'hires fix without a strength',
    { enable_hr: true },
    500,
    {
      error: 'TypeError',
      detail: '',
      body: '',
      errors: expect.stringContaining('denoising_strength is null'),
    },
  ],
  [
    'hires fix that is too large',
    { enable_hr: true, denoising_strength: 0.5, width: 1024, hr_scale: 4 },
    422,
    bad('hr_scale', 'The hires fix would scale the picture to 4096×2048; sides must be from 64 to 2,048.'),
  ],
  [
    'hires fix with an unknown checkpoint',
    { enable_hr: true, denoising_strength: 0.5, hr_checkpoint_name: 'nope' },
    500,
    { error: 'Exception', detail: '', body: '', errors: 'Could not find checkpoint with name nope' },
  ],
  [
    'an unknown refiner',
    { refiner_checkpoint: 'nope', refiner_switch_at: 0.5 },
    500,
    { error: 'Exception', detail: '', body: '', errors: 'Could not find checkpoint with name nope' },
  ],
  ['an unknown script', { script_name: 'Magic' }, 422, exception("Script 'Magic' not found")],
  [
    'a plot with steps that are none',
    { script_name: 'x/y/z plot', script_args: [4, 'many'] },
    422,
    bad('script_args', expect.stringContaining('“many” is no whole number.')),
  ],
  [
    'a plot of too many pictures',
    { script_name: 'X/Y/Z plot', script_args: ['Seed', '1-300'] },
    422,
    bad('script_args', expect.stringContaining('a job can have 256')),
  ],
  [
    'a plot whose pictures are out of bounds',
    { script_name: 'X/Y/Z plot', script_args: ['Steps', '1, 151'] },
    422,
    bad('script_args', 'Steps must be a whole number from 1 to 150.'),
  ],
  [
    'an axis that is not there',
    { script_name: 'X/Y/Z plot', script_args: [99, '1'] },
    500,
    { error: 'IndexError', detail: '', body: '', errors: expect.stringContaining('There is no axis 99.') },
  ],
  [
    'an axis that is not offered',
    { script_name: 'X/Y/Z plot', script_args: ['Face restore', 'true'] },
    501,
    exception('The axis "Face restore" is not supported yet. Choose another one.'),
  ],
  [
    'a prompt matrix of another prompt',
    { script_name: 'Prompt matrix', script_args: [false, false, 'both'] },
    500,
    { error: 'ValueError', detail: '', body: '', errors: 'Unknown prompt type both' },
  ],
  [
    'null steps',
    { steps: null },
    500,
    { error: 'TypeError', detail: '', body: '', errors: expect.stringContaining('steps is null') },
  ],
  [
    '10,000 overrides',
    { override_settings: Object.fromEntries(Array.from({ length: 10_000 }, (_, k) => [`key${k}`, k])) },
    500,
    { error: 'KeyError', detail: '', body: '', errors: "'key0'" },
  ],
  [
    '10,000 scripts',
    { alwayson_scripts: Object.fromEntries(Array.from({ length: 10_000 }, (_, k) => [`script${k}`, {}])) },
    422,
    exception("Script 'script0' not found"),
  ],
  [
    'an unknown override',
    { override_settings: { x: 1 } },
    500,
    { error: 'KeyError', detail: '', body: '', errors: "'x'" },
  ],
])('txt2img, %s: %#', async (_, body, status, json) => {
  const answer = await call('txt2img', { headers, body });
  expect(answer.status).toBe(status);
  expect(answer.json).toEqual(json);
  expect(answer.headers.get('x-process-time')).toBeNull();
  expect(await listJobs(userId, { limit: 1 })).toEqual([]);
});

test('a body that is too large is 413, unread', async () => {
  const answer = await call('txt2img', { headers, body: `{"prompt":"${'x'.repeat(9_000_000)}"}` });
  expect(answer).toMatchObject({ status: 413, json: { error: 'HTTPException' } });
});

/** A body of 100 MiB that is made while it is read, and how much of it was. */
function largeBody() {
  const told = { mebibytes: 0 };
  const body = new ReadableStream({
    pull: (controller) => {
      if (told.mebibytes === 100) return controller.close();
      told.mebibytes++;
      controller.enqueue(new Uint8Array(2 ** 20).fill(0x20));
    },
  });
  return { body, told };
}

test.each([
  ['txt2img', 8],
  ['img2img', 64],
] as const)('%s: of a body of 100 MiB no more than %i are read', async (name, most) => {
  const { body, told } = largeBody();
  const init = { method: 'POST', headers, body, duplex: 'half' };
  const answer = await ROUTES[name].POST(new Request(`http://studio.lan/sdapi/v1/${name}`, init));
  expect([answer.status, (await answer.json()).error]).toEqual([413, 'HTTPException']);
  expect(told.mebibytes).toBeLessThanOrEqual(most + 2);
});

test('what there is not, and not on purpose either: 404 in every method', async () => {
  for (const module of [noSuchApi, noSuchInternal, noSuchControlnet]) {
    for (const method of METHODS) {
      const answer = await module[method]();
      expect([answer.status, await answer.json()]).toEqual([404, { detail: 'Not Found' }]);
    }
  }
});
