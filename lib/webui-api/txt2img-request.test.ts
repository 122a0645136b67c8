import { expect, test } from 'vitest';
import { ValidationError } from './errors';
import { TXT2IMG_FIELDS } from './txt2img-fields';
import { readTxt2ImgRequest } from './txt2img-request';

function thrown(body: Record<string, unknown>): unknown {
  try {
    readTxt2ImgRequest(body);
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('an empty request has the defaults of the API', () => {
  const { fields, generation } = readTxt2ImgRequest({});
  expect(fields).toEqual({
    prompt: '',
    negative_prompt: '',
    styles: null,
    seed: -1,
    subseed: -1,
    subseed_strength: 0,
    seed_resize_from_h: -1,
    seed_resize_from_w: -1,
    sampler_name: null,
    scheduler: null,
    batch_size: 1,
    n_iter: 1,
    steps: 50,
    cfg_scale: 7,
    width: 512,
    height: 512,
    restore_faces: null,
    tiling: null,
    do_not_save_samples: false,
    do_not_save_grid: false,
    eta: null,
    denoising_strength: null,
    s_min_uncond: null,
    s_churn: null,
    s_tmax: null,
    s_tmin: null,
    s_noise: null,
    override_settings: null,
    override_settings_restore_afterwards: true,
    refiner_checkpoint: null,
    refiner_switch_at: null,
    disable_extra_networks: false,
    firstpass_image: null,
    comments: null,
    enable_hr: false,
    firstphase_width: 0,
    firstphase_height: 0,
    hr_scale: 2,
    hr_upscaler: null,
    hr_second_pass_steps: 0,
    hr_resize_x: 0,
    hr_resize_y: 0,
    hr_checkpoint_name: null,
    hr_sampler_name: null,
    hr_scheduler: null,
    hr_prompt: '',
    hr_negative_prompt: '',
    force_task_id: null,
    sampler_index: 'Euler',
    script_name: null,
    script_args: [],
    send_images: true,
    save_images: false,
    alwayson_scripts: {},
    infotext: null,
  });
  expect(generation).toMatchObject({
    sampler: 'Euler',
    steps: 50,
    width: 512,
    checkpoint: null,
    saveImages: false,
  });
});

test.each(Object.entries(TXT2IMG_FIELDS))('null for %s', (name, field) => {
  const refused = ['sampler_index', 'script_args', 'send_images', 'save_images', 'alwayson_scripts'];
  expect(field.nullable).toBe(!refused.includes(name));
  if (refused.includes(name)) {
    expect(thrown({ [name]: null })).toMatchObject({
      detail: [
        { loc: ['body', name], msg: 'none is not an allowed value', type: 'type_error.none.not_allowed' },
      ],
    });
  } else if (['steps', 'width', 'height', 'cfg_scale', 'batch_size', 'n_iter'].includes(name)) {
    expect(thrown({ [name]: null })).toMatchObject({ status: 500, pythonName: 'TypeError' });
  } else {
    expect(readTxt2ImgRequest({ [name]: null }).fields).toMatchObject({ [name]: null });
  }
});

test('all bad fields are listed at once; unknown ones are passed over', () => {
  const error = thrown({
    steps: 'x',
    prompt: ['a'],
    send_images: 2,
    styles: ['a', {}],
    url: 'http://x',
    auth: 1,
  });
  expect(error).toBeInstanceOf(ValidationError);
  expect(error).toMatchObject({
    status: 422,
    detail: [
      { loc: ['body', 'prompt'], type: 'type_error.str' },
      { loc: ['body', 'styles', 1], type: 'type_error.str' },
      { loc: ['body', 'steps'], type: 'type_error.integer' },
      { loc: ['body', 'send_images'], type: 'type_error.bool' },
    ],
  });
});

test('NUL in any text is refused with a sentence', () => {
  expect(thrown({ prompt: 'a\0b', force_task_id: '\0' })).toMatchObject({
    status: 422,
    detail: [
      { loc: ['body', 'prompt'], msg: expect.stringContaining('NUL character'), type: 'value_error' },
      { loc: ['body', 'force_task_id'], type: 'value_error' },
    ],
  });
});

test('the sampler is sampler_name, else sampler_index; an unknown one is refused', () => {
  expect(readTxt2ImgRequest({ sampler_name: 'DDIM', sampler_index: 'Euler a' }).generation.sampler).toBe(
    'DDIM',
  );
  expect(readTxt2ImgRequest({ sampler_index: 'Euler a' }).generation.sampler).toBe('Euler a');
  expect(readTxt2ImgRequest({ sampler_name: '' }).generation.sampler).toBe('Euler');
  expect(thrown({ sampler_name: 'Euler b' })).toMatchObject({ status: 400, code: 'sampler_not_found' });
});

test.each([
  [{ restore_faces: true }, 'Face restoration'],
  [{ firstpass_image: 'abc' }, 'Upscaling a finished picture'],
  [{ script_name: 'custom code' }, 'The script "custom code"'],
  [{ alwayson_scripts: { ControlNet: { args: [{}, { enabled: true }] } } }, 'The script "ControlNet"'],
  [{ alwayson_scripts: { adetailer: { args: [true] } } }, 'The script "adetailer"'],
  [{ override_settings: { face_restoration: true } }, 'override_settings.face_restoration'],
])('%o is answered with 501', (body, what) => {
  expect(thrown(body)).toMatchObject({
    status: 501,
    code: 'not_supported',
    message: expect.stringMatching(/ is not supported yet\. \S+/),
  });
  expect((thrown(body) as Error).message.startsWith(what)).toBe(true);
});

test.each([
  { enable_hr: false, hr_scale: 2, hr_upscaler: 'Latent', denoising_strength: 0.7, firstphase_width: 512 },
  { styles: [], subseed: 5, subseed_strength: 0, seed_resize_from_h: 0, seed_resize_from_w: 0 },
  { restore_faces: false, tiling: false, refiner_checkpoint: '', refiner_switch_at: 0.8 },
  { refiner_checkpoint: 'None', s_churn: 0, s_tmin: 0, s_tmax: 0, s_noise: 1, s_min_uncond: 0 },
  { prompt: '<b>bold</b> <script>alert(1)</script>', script_name: '', script_args: [], comments: {} },
  { alwayson_scripts: [], override_settings: [] },
  { alwayson_scripts: { ControlNet: { args: [] }, Refiner: {}, Seed: { args: [1] }, sd_vae: 'Automatic' } },
  { alwayson_scripts: { controlnet: { args: [{ enabled: false, module: 'canny' }] } } },
  {
    override_settings: {
      sd_vae: 'Automatic',
      samples_format: 'jpg',
      randn_source: 'CPU',
      eta_noise_seed_delta: 0,
    },
  },
])('%o changes nothing and is accepted', (body) => {
  expect(() => readTxt2ImgRequest(body)).not.toThrow();
});

test('scripts that nobody knows', () => {
  const notFound = { status: 422, message: "Script 'Magic' not found" };
  expect(thrown({ script_name: 'Magic' })).toMatchObject(notFound);
  expect(thrown({ alwayson_scripts: { Magic: {} } })).toMatchObject(notFound);
  expect(thrown({ alwayson_scripts: { 'X/Y/Z plot': {} } })).toMatchObject({
    status: 422,
    message: 'Cannot have a selectable script in the always on scripts params',
  });
});

test('overrides and cluster keys', () => {
  const { generation, taskId } = readTxt2ImgRequest({
    sampler_name: 'DDIM',
    override_settings: {
      sd_model_checkpoint: 'a',
      CLIP_stop_at_last_layers: '2',
      eta_ddim: 0.5,
      eta_ancestral: 0.9,
    },
    alwayson_scripts: { sd_model_checkpoint: 'b', id_task: 'mine' },
  });
  expect(generation).toMatchObject({ checkpoint: 'b', clipSkip: 2, eta: 0.5 });
  expect(taskId).toBe('mine');
  expect(readTxt2ImgRequest({ force_task_id: 'first', alwayson_scripts: { id_task: 'second' } }).taskId).toBe(
    'first',
  );
  expect(thrown({ override_settings: { no_such_option: 1 } })).toMatchObject({
    status: 500,
    pythonName: 'KeyError',
    message: "'no_such_option'",
  });
  expect(thrown({ override_settings: { CLIP_stop_at_last_layers: 'x' } })).toMatchObject({
    detail: [{ loc: ['body', 'override_settings', 'CLIP_stop_at_last_layers'], type: 'type_error.integer' }],
  });
});

test('the hires fix, with what means "as in the first pass"', () => {
  const plain = readTxt2ImgRequest({ enable_hr: true, denoising_strength: 0.6 }).generation;
  expect(plain).toMatchObject({
    enableHr: true,
    hrScale: 2,
    hrResizeX: 0,
    hrUpscaler: null,
    hrSteps: 0,
    hrSampler: null,
    hrScheduler: null,
    hrCheckpoint: null,
    denoisingStrength: 0.6,
  });
  expect(
    readTxt2ImgRequest({
      enable_hr: true,
      denoising_strength: 0.6,
      firstphase_width: 256,
      firstphase_height: 128,
      hr_upscaler: 'latent (bicubic)',
      hr_sampler_name: 'Use same sampler',
      hr_scheduler: 'Karras',
      hr_checkpoint_name: 'Use same checkpoint',
      hr_prompt: 'b',
    }).generation,
  ).toMatchObject({
    width: 256,
    height: 128,
    hrSampler: null,
    hrScheduler: 'Karras',
    hrCheckpoint: null,
    hrPrompt: 'b',
  });
  expect(
    readTxt2ImgRequest({ hr_upscaler: 'nobody', denoising_strength: 0.6 }).generation.enableHr,
  ).toBeUndefined();
  expect(thrown({ enable_hr: true })).toMatchObject({ status: 500, pythonName: 'TypeError' });
  expect(thrown({ enable_hr: true, denoising_strength: 1, hr_upscaler: 'nobody' })).toMatchObject({
    status: 500,
    pythonName: 'Exception',
    message: 'could not find upscaler named nobody',
  });
});

test('an infotext switches the hires fix on', () => {
  const infotext =
    'a\nSteps: 3, Sampler: Euler, Size: 64x64, Denoising strength: 0.5, Hires resize: 96x0, Hires steps: 2, Hires upscaler: Latent, Hires sampler: DPM++ 2M, Hires schedule type: Karras, Hires prompt: b';
  expect(readTxt2ImgRequest({ infotext }).generation).toMatchObject({
    enableHr: true,
    denoisingStrength: 0.5,
    hrResizeX: 96,
    hrResizeY: 0,
    hrSteps: 2,
    hrUpscaler: 'Latent',
    hrSampler: 'DPM++ 2M',
    hrScheduler: 'Karras',
    hrPrompt: 'b',
  });
  expect(readTxt2ImgRequest({ infotext, enable_hr: false }).generation.enableHr).toBeUndefined();
});

test('details of noise and prompts, of the request before those it overrides', () => {
  const { generation } = readTxt2ImgRequest({
    subseed: 4,
    subseed_strength: '0.5',
    seed_resize_from_w: 64,
    seed_resize_from_h: 96,
    tiling: 'on',
    s_churn: 1,
    s_tmax: 'inf',
    s_min_uncond: 0.5,
    override_settings: {
      randn_source: 'GPU',
      eta_noise_seed_delta: 31337,
      s_churn: 9,
      s_noise: 1.01,
      emphasis: 'Ignore',
      tiling: false,
    },
  });
  expect(generation).toMatchObject({
    subseed: 4,
    subseedStrength: 0.5,
    seedResizeFromW: 64,
    seedResizeFromH: 96,
    tiling: true,
    sChurn: 1,
    sTmax: Number.POSITIVE_INFINITY,
    sMinUncond: 0.5,
    noiseSource: 'NV',
    ensd: 31337,
    sNoise: 1.01,
    emphasis: 'Ignore',
  });
  for (const settings of [{ randn_source: 'TPU' }, { emphasis: 3 }, { s_noise: 'x' }]) {
    const [name] = Object.keys(settings);
    expect(thrown({ override_settings: settings })).toMatchObject({
      status: 422,
      detail: [{ loc: ['body', 'override_settings', name] }],
    });
  }
});

test('an infotext tells the noise too; without a generator it is that of a graphics card', () => {
  const infotext = (rest: string) => ({ infotext: `a\nSteps: 3, Sampler: Euler a, Seed: 1, ${rest}` });
  expect(
    readTxt2ImgRequest(
      infotext(
        'Variation seed: 7, Variation seed strength: 0.2, Seed resize from: 64x96, ENSD: 3, RNG: CPU, Tiling: True, Emphasis: No norm, Eta: 0.5, Sigma noise: 1.1',
      ),
    ).generation,
  ).toMatchObject({
    subseed: 7,
    subseedStrength: 0.2,
    seedResizeFromW: 64,
    seedResizeFromH: 96,
    ensd: 3,
    noiseSource: 'CPU',
    tiling: true,
    emphasis: 'No norm',
    eta: 0.5,
    sNoise: 1.1,
  });
  expect(readTxt2ImgRequest(infotext('Size: 64x64')).generation.noiseSource).toBe('NV');
  expect(readTxt2ImgRequest({ infotext: 'only a prompt' }).generation.noiseSource).toBeNull();
});

test('options of one request: numbers and truth may be text, everything bad is told at once', () => {
  const { generation } = readTxt2ImgRequest({
    styles: ['photo'],
    refiner_checkpoint: 'xl',
    refiner_switch_at: '0.8',
    override_settings: {
      sd_vae: 'fine.safetensors',
      sigma_min: '0.1',
      uni_pc_order: 2,
      use_old_scheduling: 'True',
      s_min_uncond: 2,
      token_merging_ratio: 0.5,
      fp8_storage: 'Disable',
      atelier_exact: true,
    },
  });
  expect(generation).toMatchObject({
    styles: ['photo'],
    refinerCheckpoint: 'xl',
    refinerSwitchAt: 0.8,
    vae: 'fine.safetensors',
    sMinUncond: 2,
    options: { sigma_min: 0.1, uni_pc_order: 2, use_old_scheduling: true, atelier_exact: true },
    warnings: ['The option token_merging_ratio has no effect here.'],
  });
  const bad = {
    sigma_max: -1,
    rho: 'steep',
    uni_pc_variant: 'bh3',
    uni_pc_order: 2.5,
    use_old_scheduling: 3,
    sd_lora: ['a'],
    s_noise: 'x',
    emphasis: 'Loud',
  };
  expect(thrown({ override_settings: bad })).toMatchObject({
    status: 422,
    detail: expect.arrayContaining(
      Object.keys(bad).map((name) => ({
        loc: ['body', 'override_settings', name],
        msg: expect.stringMatching(/^\w+ must be |^value is not a valid float$/),
        type: expect.any(String),
      })),
    ),
  });
  expect(thrown({ override_settings: { sd_vae: 7 } })).toMatchObject({ status: 422 });
  expect(readTxt2ImgRequest({ alwayson_scripts: { sd_vae: 'none' } }).generation.vae).toBe('None');
});

test('an infotext fills what the request does not say', () => {
  const infotext =
    'a red barn\nNegative prompt: blurry\nSteps: 30, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 5.5, Seed: 42, Size: 256x384, Model hash: 0123456789, Clip skip: 2';
  const { fields, generation } = readTxt2ImgRequest({
    infotext,
    steps: 10,
    override_settings: { sd_vae: 'None' },
  });
  expect(fields).toMatchObject({
    prompt: 'a red barn',
    negative_prompt: 'blurry',
    steps: 10,
    cfg_scale: 5.5,
  });
  expect(generation).toMatchObject({
    sampler: 'DPM++ 2M',
    scheduler: 'Karras',
    seed: 42,
    width: 256,
    height: 384,
    checkpoint: '0123456789',
    clipSkip: 2,
  });
});
