import { beforeAll, expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { pythonJson } from '@/lib/http/python-json';
import { addPerson } from '@/lib/jobs/testing';
import { changeOptions, generationOptions, listOptions } from '.';
import { storedOptions } from './stored-options';

useTestDatabase();

let ann: string;
let bob: string;
const SHA = (digit: string) => digit.repeat(64);

beforeAll(async () => {
  [ann, bob] = [await addPerson('ann'), await addPerson('bob')];
  for (const [name, digit, problem] of [
    ['barn', 'a', null],
    ['city', 'b', null],
    ['torn', 'c', 'The file ends too early.'],
  ]) {
    await databasePool().query(
      `INSERT INTO model (id, path, name, size, modified_at, sha256, problem)
       VALUES (gen_random_uuid(), $1 || '.safetensors', $1, 1, now(), $2, $3)`,
      [name, SHA(digit ?? ''), problem],
    );
  }
});

const options = async (userId: string) => JSON.parse(pythonJson(await listOptions(userId)));

test('defaults, as they are printed', async () => {
  expect(await options(ann)).toMatchObject({
    sd_model_checkpoint: 'barn.safetensors [aaaaaaaaaa]',
    sd_checkpoint_hash: SHA('a'),
    sd_vae: 'Automatic',
    samples_format: 'png',
    CLIP_stop_at_last_layers: 1,
    upscaler_for_img2img: null,
    quicksettings_list: ['sd_model_checkpoint'],
    eta_noise_seed_delta: 0,
  });
  const text = pythonJson(await listOptions(ann));
  for (const part of [
    '"CLIP_stop_at_last_layers":1.0',
    '"jpeg_quality":80.0',
    '"eta_noise_seed_delta":0,',
    '"s_noise":1.0',
  ])
    expect(text).toContain(part);
});

test('all that was read can be sent back, and changes nothing', async () => {
  await changeOptions(ann, await options(ann));
  expect(await storedOptions(ann)).toEqual({});
});

test('what one user sets is theirs alone', async () => {
  const before = await options(bob);
  await changeOptions(ann, { ...(await options(ann)), sd_model_checkpoint: 'city', jpeg_quality: 90 });
  expect(await options(ann)).toMatchObject({
    sd_model_checkpoint: 'city',
    sd_checkpoint_hash: SHA('b'),
    jpeg_quality: 90,
  });
  expect(pythonJson(await listOptions(ann))).toContain('"jpeg_quality":90.0');
  expect(await options(bob)).toEqual(before);
  await changeOptions(ann, { jpeg_quality: 80 });
  expect(await storedOptions(ann)).toEqual({ sd_model_checkpoint: 'city' });
});

test('each has their own switches of extensions, and they come back as they were sent', async () => {
  expect(await options(bob)).toMatchObject({ disabled_extensions: [], disable_all_extensions: 'none' });
  const off = { disabled_extensions: ['LDSR', 'prompt-tools'], disable_all_extensions: 'extra' };
  await changeOptions(ann, off);
  expect(await options(ann)).toMatchObject(off);
  await changeOptions(ann, await options(ann));
  expect(await options(ann)).toMatchObject(off);
  expect(await options(bob)).toMatchObject({ disabled_extensions: [], disable_all_extensions: 'none' });
  await changeOptions(ann, { disabled_extensions: [], disable_all_extensions: 'none' });
  expect(await storedOptions(ann)).toEqual({ sd_model_checkpoint: 'city' });
});

test('an unknown checkpoint or key changes nothing at all', async () => {
  const before = await storedOptions(ann);
  await expect(changeOptions(ann, { n_rows: 3, sd_model_checkpoint: 'nowhere' })).rejects.toMatchObject({
    status: 500,
    message: "model 'nowhere' not found",
  });
  await expect(changeOptions(ann, { n_rows: 3, sd_model_checkpoint: 7 })).rejects.toMatchObject({
    status: 500,
  });
  await expect(changeOptions(ann, { n_rows: 3, no_such_key: 1 })).rejects.toMatchObject({
    status: 500,
    key: 'no_such_key',
  });
  await expect(changeOptions(ann, { __proto__x: 1 })).rejects.toMatchObject({ status: 500 });
  expect(await storedOptions(ann)).toEqual(before);
});

test('restricted, derived and help keys are passed over', async () => {
  await changeOptions(bob, {
    api_enable_requests: false,
    sd_checkpoint_hash: 'x',
    sd_vae_explanation: '<p>',
    api_new: 1,
  });
  expect(await storedOptions(bob)).toEqual({});
});

test('any JSON is stored; what makes no sense counts as not set', async () => {
  await changeOptions(bob, {
    CLIP_stop_at_last_layers: 'two',
    eta_ancestral: 5,
    show_progress_every_n_steps: 3,
    sd_lora: { deep: ['\0nul', 'half \ud83d', '😀'] },
  });
  expect(await generationOptions(bob)).toMatchObject({
    checkpoint: null,
    clipSkip: 1,
    etaAncestral: 1,
    etaDdim: 0,
    previewEvery: 3,
    details: {
      noise_source: 'CPU',
      eta_noise_seed_delta: 0,
      s_churn: 0,
      s_tmin: 0,
      s_tmax: 0,
      s_noise: 1,
      emphasis: 'Original',
      tiling: false,
    },
  });
  expect(await options(bob)).toMatchObject({
    CLIP_stop_at_last_layers: 'two',
    sd_lora: { deep: ['nul', 'half \ufffd', '😀'] },
  });
  await changeOptions(bob, {
    randn_source: 'GPU',
    emphasis: 'No norm',
    s_churn: 'x',
    s_noise: 99,
    tiling: true,
  });
  expect((await generationOptions(bob)).details).toMatchObject({
    noise_source: 'NV',
    emphasis: 'No norm',
    s_churn: 0,
    s_noise: 1,
    tiling: true,
  });
  await changeOptions(bob, { CLIP_stop_at_last_layers: 2, live_previews_enable: false });
  expect(await generationOptions(bob)).toMatchObject({ clipSkip: 2, previewEvery: 0 });
});

test('options of pictures from pictures: what makes no sense counts as not set', async () => {
  const of = async (changes: Record<string, unknown>) => {
    await changeOptions(bob, changes);
    return (await generationOptions(bob)).img2img;
  };
  const usual = {
    initial_noise_multiplier: 1,
    img2img_fix_steps: false,
    img2img_color_correction: false,
    img2img_background_color: '#ffffff',
    upscaler_for_img2img: null,
    inpainting_mask_weight: 1,
    overlay_inpaint: true,
  };
  expect(await of({})).toEqual(usual);
  const nonsense = {
    initial_noise_multiplier: 'x',
    img2img_fix_steps: 'maybe',
    img2img_background_color: 'url(x)',
    upscaler_for_img2img: 'R-ESRGAN 4x+',
    inpainting_mask_weight: 3,
  };
  expect(await of(nonsense)).toEqual(usual);
  const own = { ...usual, img2img_background_color: '#1f8', upscaler_for_img2img: 'Nearest' };
  expect(await of({ ...own, inpainting_mask_weight: 0.5, overlay_inpaint: false })).toMatchObject({
    img2img_background_color: '#11ff88',
    upscaler_for_img2img: 'Nearest',
    inpainting_mask_weight: 0.5,
    overlay_inpaint: false,
  });
  expect(await of({ upscaler_for_img2img: 'None' })).toMatchObject({ upscaler_for_img2img: null });
});

test('two changes at a time both stay', async () => {
  await Promise.all([
    changeOptions(bob, { n_rows: 2 }),
    changeOptions(bob, { rho: 5 }),
    changeOptions(bob, { sigma_max: 9 }),
  ]);
  expect(await options(bob)).toMatchObject({ n_rows: 2, rho: 5, sigma_max: 9 });
});

test('options have a size', async () => {
  await expect(changeOptions(bob, { sd_lora: 'x'.repeat(100_000) })).rejects.toMatchObject({ status: 413 });
});
