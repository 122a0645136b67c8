/**
 * What well-known programs send, request by request, where the program itself is too large to be run here. Sources:
 * open-webui: backend/open_webui/routers/images.py; SillyTavern: src/endpoints/stable-diffusion.js;
 * Auto-Photoshop-StableDiffusion-Plugin: sdapi_py_re.js; LibreChat: its tool StableDiffusion.
 */
import { expect, test } from 'vitest';
import { authorization, call, pngSize, token, url } from './calls';

const SMALL = { width: 64, height: 64, steps: 2 };

test('Open WebUI: is it there, its models, choosing one by sending all options back, drawing', async () => {
  // Without credentials it sends the header all the same, empty.
  expect((await call('/sdapi/v1/options', undefined, { authorization: '' })).status).toBe(401);
  const { json: models } = await call('/sdapi/v1/sd-models');
  const list = models.map(({ title, model_name }: { title: string; model_name: string }) => [
    title,
    model_name,
  ]);
  expect(list[0]).toEqual([expect.any(String), expect.any(String)]);
  const { json: options } = await call('/sdapi/v1/options');
  expect(options.sd_model_checkpoint).toEqual(expect.any(String));
  expect(await call('/sdapi/v1/options', { ...options, sd_model_checkpoint: list[0][0] })).toEqual({
    status: 200,
    json: null,
  });
  const { json } = await call('/sdapi/v1/txt2img', {
    prompt: 'a barn',
    batch_size: 2,
    ...SMALL,
    negative_prompt: 'blurry',
    // Its setting “additional parameters” is laid over the rest.
    cfg_scale: 5,
    sampler_name: 'Euler a',
    scheduler: 'Karras',
  });
  expect(json.images.map(pngSize)).toEqual(Array(2).fill({ width: 64, height: 64 }));
  expect(JSON.parse(json.info).cfg_scale).toBe(5);
});

test('Open WebUI with the engine “openai”', async () => {
  const headers = { authorization: `Bearer ${token}` };
  const body = { model: 'dall-e-2', prompt: 'a barn', n: 1, size: '64x64', response_format: 'b64_json' };
  const { json } = await call('/v1/images/generations', body, headers);
  expect(pngSize(json.data[0].b64_json)).toEqual({ width: 64, height: 64 });
});

const namesOf = async (path: string): Promise<string[]> =>
  (await call(path)).json.map(
    (entry: Record<string, string>) => entry.name ?? entry.title ?? entry.model_name,
  );

test('SillyTavern: its lists, a model and waiting until it is there, drawing with its own fields beside', async () => {
  expect((await call('/sdapi/v1/options')).json).not.toHaveProperty('forge_preset');
  const upscalers = await namesOf('/sdapi/v1/upscalers');
  upscalers.splice(1, 0, ...(await namesOf('/sdapi/v1/latent-upscale-modes')));
  expect(upscalers.slice(0, 2)).toEqual(['None', 'Latent']);
  for (const path of ['/sdapi/v1/sd-vae', '/sdapi/v1/sd-modules'])
    expect(Array.isArray(await namesOf(path))).toBe(true);
  const samplers = await namesOf('/sdapi/v1/samplers');
  const schedulers = await namesOf('/sdapi/v1/schedulers');
  const [model] = await namesOf('/sdapi/v1/sd-models');
  expect((await call('/sdapi/v1/options', { sd_model_checkpoint: model })).status).toBe(200);
  const { json: progress } = await call('/sdapi/v1/progress');
  expect([progress.progress, progress.state.job_count]).toEqual([0, 0]);
  expect((await call('/sdapi/v1/options')).json.sd_model_checkpoint).toBe(model);
  const { status, json } = await call('/sdapi/v1/txt2img', {
    url,
    auth: 'ann:a good password',
    prompt: 'a barn',
    negative_prompt: '',
    sampler_name: samplers[0],
    scheduler: schedulers.find((name) => name === 'karras'),
    cfg_scale: 7,
    ...SMALL,
    restore_faces: false,
    enable_hr: true,
    hr_upscaler: upscalers[2],
    hr_scale: 1.5,
    hr_additional_modules: [],
    denoising_strength: 0.7,
    hr_second_pass_steps: 0,
    seed: undefined,
    override_settings: { CLIP_stop_at_last_layers: 1, sd_vae: 'Automatic' },
    override_settings_restore_afterwards: true,
    clip_skip: 1,
    save_images: true,
    send_images: true,
    do_not_save_grid: false,
    do_not_save_samples: false,
  });
  expect(status).toBe(200);
  expect(json.images.map(pngSize)).toEqual([{ width: 96, height: 96 }]);
});

test('SillyTavern: closing the page stops the drawing', async () => {
  const page = new AbortController();
  const drawing = fetch(`${url}/sdapi/v1/txt2img`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a barn', width: 512, height: 512, steps: 150, n_iter: 10 }),
    signal: page.signal,
  }).catch((error: Error) => error.name);
  const isRunning = async () => (await call('/sdapi/v1/progress')).json.progress > 0;
  await expect.poll(isRunning, { timeout: 60_000 }).toBe(true);
  expect((await call('/sdapi/v1/interrupt', {})).json).toEqual({});
  page.abort();
  expect(await drawing).toBe('AbortError');
  await expect.poll(isRunning, { timeout: 60_000 }).toBe(false);
});

test('the Photoshop plug-in: options, progress, a selection filled, unknown fields', async () => {
  for (const path of [
    'sd-models',
    'samplers',
    'upscalers',
    'hypernetworks',
    'loras',
    'embeddings',
    'cmd-flags',
  ])
    expect((await call(`/sdapi/v1/${path}`)).status).toBe(200);
  // It reads these too, and lives without them.
  for (const path of ['/config', '/controlnet/model_list', '/sdapi/v1/artists'])
    expect((await fetch(url + path, { headers: { authorization } })).status).toBe(404);
  const { json: options } = await call('/sdapi/v1/options');
  expect((await call('/sdapi/v1/options', { inpainting_mask_weight: 1 })).status).toBe(200);
  expect((await call('/sdapi/v1/progress?skip_current_image=false')).json.current_image).toBeNull();
  const drawn = await call('/sdapi/v1/txt2img', { prompt: 'a barn', ...SMALL });
  const image = `data:image/png;base64,${drawn.json.images[0]}`;
  const { status, json } = await call('/sdapi/v1/img2img', {
    init_images: [image],
    mask: image,
    prompt: 'a door',
    negative_prompt: '',
    sampler_index: 'Euler a',
    cfg_scale: 7,
    seed: '-1',
    ...SMALL,
    denoising_strength: 0.7,
    mask_blur: 8,
    mask_expansion: 0,
    mask_content: 1,
    inpainting_fill: 1,
    inpaint_full_res: true,
    inpaint_full_res_padding: 64,
    inpainting_mask_invert: false,
    batch_size: 1,
    n_iter: 1,
    restore_faces: false,
    uniqueDocumentId: 'b8f7',
    first_pass_seed: null,
    use_sharp_mask: false,
    use_prompt_shortcut: true,
    prompt_shortcut: {},
    session_id: 2,
    alwayson_scripts: {},
  });
  expect(status).toBe(200);
  expect(pngSize(json.images[0])).toEqual({ width: 64, height: 64 });
  expect(JSON.parse(json.info).infotexts[0]).toContain('a door');
  expect((await call('/sdapi/v1/options')).json).toEqual(options);
});

test('LibreChat and Dify: one request that says it all', async () => {
  const { json: models } = await call('/sdapi/v1/sd-models');
  const librechat = { prompt: 'a barn', negative_prompt: 'blurry', cfg_scale: 4.5, ...SMALL };
  expect((await call('/sdapi/v1/txt2img', librechat)).json.images.map(pngSize)).toHaveLength(1);
  // Several people share its connection, so the model is named each time.
  const dify = { ...librechat, override_settings: { sd_model_checkpoint: models[0].title } };
  expect((await call('/sdapi/v1/txt2img', dify)).status).toBe(200);
});
