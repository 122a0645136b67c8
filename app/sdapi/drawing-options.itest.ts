import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { requestRescan } from '@/lib/catalog/request-rescan';
import { insideDataDir, insideTree, prepareTree, stylesFile } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { resolveRequest } from '@/lib/generation/resolve-request';
import { submitJob, waitForJob } from '@/lib/jobs';
import { readTxt2ImgRequest } from '@/lib/webui-api/txt2img-request';
import { golden, STARTER, STARTER_EMBEDDING, STARTER_LORA } from '@/worker/engine/testing/paths';
import { startTestWorker, type TestWorker, until } from '@/worker/testing';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

let worker: TestWorker;
let userId: string;
let headers: { authorization: string };
const OWN = { kind: 'own', userName: 'ann' } as const;
const ownFile = (path: string) => insideTree(OWN, path);

/** The starter with every number of one tensor twice as large. */
function starterWithDouble(tensor: string): Buffer {
  const file = readFileSync(STARTER);
  const length = Number(file.readBigUInt64LE());
  const header = JSON.parse(file.subarray(8, 8 + length).toString());
  const [start, end] = header[tensor].data_offsets as [number, number];
  for (let at = 8 + length + start; at < 8 + length + end; at += 2) {
    // fp16: one more in the exponent doubles.
    const half = file.readUInt16LE(at);
    if (half & 0x7c00) file.writeUInt16LE(half + 0x0400, at);
  }
  return file;
}

beforeAll(async () => {
  ({ id: userId } = await addUser({ name: 'ann', role: 'member', password: 'a good password' }));
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
  await prepareTree(OWN);
  await copyFile(STARTER, insideDataDir('models/Stable-diffusion/starter-v0.safetensors'));
  await writeFile(
    insideDataDir('models/Stable-diffusion/strong.safetensors'),
    starterWithDouble('model.diffusion_model.out.2.weight'),
  );
  await writeFile(
    ownFile('models/VAE/bright.safetensors'),
    starterWithDouble('first_stage_model.decoder.conv_out.weight'),
  );
  await copyFile(STARTER_LORA, ownFile('models/Lora/sepia.safetensors'));
  await copyFile(STARTER_EMBEDDING, ownFile('embeddings/sepia-style.safetensors'));
  await copyFile(STARTER_EMBEDDING, ownFile('embeddings/a.safetensors'));
  worker = await startTestWorker();
});
afterAll(() => worker.stop());

const SMALL = {
  prompt: 'a (red:1.4) [barn:house:2], a tree',
  negative_prompt: 'blurry',
  width: 64,
  height: 64,
  steps: 4,
  seed: 11,
  override_settings: { sd_model_checkpoint: 'starter-v0' },
};
interface Wishes {
  override_settings?: object;
  [field: string]: unknown;
}
const txt2img = ({ override_settings, ...body }: Wishes = {}) =>
  call('txt2img', {
    headers,
    body: {
      ...SMALL,
      ...body,
      override_settings: { ...SMALL.override_settings, ...override_settings },
    },
  });
const digest = async (json: { images: string[] }) =>
  createHash('sha256')
    .update(await sharp(Buffer.from(json.images[0]!, 'base64')).raw().toBuffer())
    .digest('hex');
const infoOf = (json: { info: string }) => JSON.parse(json.info);

const plain = new Map<string, string>();
/** The picture without the options, of the same sampler. */
async function plainDigest(sampler: object): Promise<string> {
  const key = JSON.stringify(sampler);
  const known = plain.get(key) ?? (await digest((await txt2img({ ...sampler })).json));
  plain.set(key, known);
  return known;
}

test.each<[object, object, string]>([
  [{ sampler_name: 'Euler', scheduler: 'Karras' }, { sigma_min: 0.2 }, 'Schedule min sigma: 0.2'],
  [{ sampler_name: 'Euler', scheduler: 'Exponential' }, { sigma_max: 8 }, 'Schedule max sigma: 8.0'],
  [{ sampler_name: 'Euler', scheduler: 'Karras' }, { rho: 3 }, 'Schedule rho: 3.0'],
  [
    { sampler_name: 'Euler', scheduler: 'Beta' },
    { beta_dist_alpha: 0.9 },
    'Beta schedule alpha: 0.9, Beta schedule beta: 0.6',
  ],
  [{ sampler_name: 'Euler' }, { always_discard_next_to_last_sigma: true }, 'Discard penultimate sigma: True'],
  [{ sampler_name: 'Euler' }, { sgm_noise_multiplier: true }, 'SGM noise multiplier: True'],
  [{ sampler_name: 'Euler' }, { s_min_uncond: 5 }, 'NGMS: 5.0'],
  [{ sampler_name: 'Euler', s_min_uncond: 5 }, { s_min_uncond_all: true }, 'NGMS: 5.0, NGMS all steps: True'],
  [{ sampler_name: 'Euler' }, { skip_early_cond: 0.5 }, 'Skip Early CFG: 0.5'],
  [{ sampler_name: 'Euler' }, { use_downcasted_alpha_bar: true }, 'Downcast alphas_cumprod: True'],
  [
    { sampler_name: 'Euler' },
    { sd_noise_schedule: 'Zero Terminal SNR' },
    'Noise Schedule: Zero Terminal SNR',
  ],
  [{ sampler_name: 'UniPC' }, { uni_pc_variant: 'bh2' }, 'UniPC variant: bh2'],
  [{ sampler_name: 'UniPC' }, { uni_pc_skip_type: 'logSNR' }, 'UniPC skip type: logSNR'],
  [{ sampler_name: 'UniPC' }, { uni_pc_order: 1 }, 'UniPC order: 1'],
  [{ sampler_name: 'UniPC' }, { uni_pc_lower_order_final: false }, 'UniPC lower order final: False'],
  [{ sampler_name: 'DDIM' }, { eta_ddim: 0.5 }, 'Eta DDIM: 0.5'],
  [
    { sampler_name: 'Euler', prompt: 'a [barn:house:0.5] at sea [cat:dog:1.5]' },
    { use_old_scheduling: true },
    'Old prompt editing timelines: True',
  ],
  [
    { sampler_name: 'Euler', prompt: `${'a big, red '.repeat(30)}barn` },
    { pad_cond_uncond: true },
    'Pad conds: True',
  ],
  [
    { sampler_name: 'Euler', prompt: `${'a big, red '.repeat(30)}barn` },
    { pad_cond_uncond_v0: true },
    'Pad conds v0: True',
  ],
  [{ sampler_name: 'Euler' }, { sd_vae: 'bright.safetensors' }, 'VAE: bright.safetensors'],
])(
  'with %o, the options %o make another picture, which its infotext makes again',
  async (sampler, options, told) => {
    const { status, json } = await txt2img({ ...sampler, override_settings: options });
    expect(status).toBe(200);
    const drawn = await digest(json);
    expect(drawn).not.toBe(await plainDigest(sampler));
    const [infotext] = infoOf(json).infotexts;
    expect(infotext).toContain(`${told}, `);
    const again = await call('txt2img', { headers, body: { infotext } });
    expect(await digest(again.json)).toBe(drawn);
  },
);

test("an option of one's own counts for every request; one that makes no sense for none", async () => {
  const asked = await txt2img({ sampler_name: 'Euler', override_settings: { skip_early_cond: 0.5 } });
  await call('options', { headers, body: { skip_early_cond: 0.5, uni_pc_order: 'many', sigma_max: -3 } });
  const own = await txt2img({ sampler_name: 'Euler' });
  await call('options', { headers, body: { skip_early_cond: 0, uni_pc_order: 3, sigma_max: 0 } });
  expect(await digest(own.json)).toBe(await digest(asked.json));
});

test('a refiner takes over where it is told to; unknown ones are named', async () => {
  await requestRescan();
  const titles = await until(async () => {
    const { json } = await call('sd-models', { headers });
    const strong = json.find(({ model_name }: { model_name: string }) => model_name === 'strong');
    return strong?.hash ? json : null;
  });
  const { title } = titles.find(({ model_name }: { model_name: string }) => model_name === 'strong');
  const sampler = { sampler_name: 'Euler' };
  const late = await txt2img({ ...sampler, refiner_checkpoint: 'stro', refiner_switch_at: 0.5 });
  const early = await txt2img({ ...sampler, refiner_checkpoint: title, refiner_switch_at: 0.1 });
  const digests = [await digest(late.json), await digest(early.json), await plainDigest(sampler)];
  expect(new Set(digests).size).toBe(3);
  const info = infoOf(late.json);
  expect(info.infotexts[0]).toContain(
    `Refiner: ${title.replace('.safetensors', '')}, Refiner switch at: 0.5, `,
  );
  expect(info.extra_generation_params).toMatchObject({ 'Refiner switch at': 0.5 });
  const again = await call('txt2img', { headers, body: { infotext: info.infotexts[0] } });
  expect(await digest(again.json)).toBe(digests[0]);
  const never = [
    { refiner_checkpoint: 'None', refiner_switch_at: 0.5 },
    { refiner_checkpoint: title, refiner_switch_at: 1.5 },
    { refiner_checkpoint: 'starter-v0', refiner_switch_at: 0.1 },
  ];
  for (const wishes of never)
    expect(await digest((await txt2img({ ...sampler, ...wishes })).json)).toBe(digests[2]);
  const hires = { enable_hr: true, denoising_strength: 0.5, hr_scale: 1.5, refiner_switch_at: 0.2 };
  const pass = async (hires_fix_refiner_pass: string) =>
    digest(
      (await txt2img({ ...hires, refiner_checkpoint: title, override_settings: { hires_fix_refiner_pass } }))
        .json,
    );
  expect(new Set([await pass('first pass'), await pass('second pass'), await pass('both passes')]).size).toBe(
    3,
  );
  expect(await txt2img({ refiner_checkpoint: 'nobody' })).toMatchObject({
    status: 500,
    json: { error: 'Exception', errors: 'Could not find checkpoint with name nobody' },
  });
  expect(await txt2img({ ...hires, hr_checkpoint_name: 'nobody [0123456789]' })).toMatchObject({
    status: 500,
    json: { error: 'Exception', errors: 'Could not find checkpoint with name nobody [0123456789]' },
  });
  expect(await txt2img({ refiner_checkpoint: title, refiner_switch_at: 'nan' })).toMatchObject({
    status: 422,
    json: { detail: [{ loc: ['body', 'refiner_switch_at'] }] },
  });
});

test('VAEs are listed and chosen; one by the checkpoint’s name is automatic; an unknown one is told', async () => {
  const sampler = { sampler_name: 'Euler' };
  const list = await call('sd-vae', { headers });
  expect(list.json).toEqual([
    { model_name: 'bright.safetensors', filename: ownFile('models/VAE/bright.safetensors') },
  ]);
  const bright = await txt2img({ ...sampler, override_settings: { sd_vae: 'bright' } });
  const hash = createHash('sha256').update(starterWithDouble('first_stage_model.decoder.conv_out.weight'));
  expect(infoOf(bright.json)).toMatchObject({
    sd_vae_name: 'bright.safetensors',
    sd_vae_hash: hash.digest('hex').slice(0, 10),
  });
  const cluster = await txt2img({ ...sampler, alwayson_scripts: { sd_vae: 'bright.safetensors' } });
  expect(await digest(cluster.json)).toBe(await digest(bright.json));

  const unknown = await txt2img({ ...sampler, override_settings: { sd_vae: 'nobody' } });
  expect(await digest(unknown.json)).toBe(await plainDigest(sampler));
  expect(infoOf(unknown.json)).toMatchObject({
    sd_vae_name: null,
    comments: "The VAE “nobody” was not found, so the checkpoint's own is used.\n",
  });

  const near = insideDataDir('models/Stable-diffusion/starter-v0.vae.safetensors');
  await copyFile(ownFile('models/VAE/bright.safetensors'), near);
  // Nobody names it, so nobody would look again.
  await call('refresh-vae', { method: 'POST', headers });
  const automatic = await txt2img(sampler);
  const none = await txt2img({ ...sampler, override_settings: { sd_vae: 'None' } });
  await rm(near);
  expect(await digest(automatic.json)).toBe(await digest(bright.json));
  expect(await digest(none.json)).toBe(await plainDigest(sampler));

  await copyFile(STARTER_LORA, ownFile('models/VAE/lora.safetensors'));
  const noVae = await txt2img({ ...sampler, override_settings: { sd_vae: 'lora' } });
  await rm(ownFile('models/VAE/lora.safetensors'));
  expect(noVae).toMatchObject({
    status: 400,
    json: { detail: expect.stringContaining('This is a LoRA, not a VAE: put it into the Lora folder.') },
  });
});

test('hashes of LoRAs and of the embeddings that a prompt really names', async () => {
  const { json } = await txt2img({
    prompt: 'sepia-style barn <lora:sepia:1><lora:sepia:0.5>',
    negative_prompt: '',
  });
  const lora = readFileSync(STARTER_LORA);
  const tensors = lora.subarray(8 + Number(lora.readBigUInt64LE()));
  const short = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const [infotext] = infoOf(json).infotexts;
  expect(infotext).toContain(
    `Lora hashes: "sepia: ${short(tensors)}", TI hashes: "sepia-style: ${short(readFileSync(STARTER_EMBEDDING))}", Version`,
  );
  const again = await call('txt2img', { headers, body: { infotext } });
  expect(await digest(again.json)).toBe(await digest(json));
  const untold = await txt2img({
    prompt: 'barn <lora:sepia:1>',
    override_settings: {
      lora_add_hashes_to_infotext: false,
      add_version_to_infotext: false,
      add_user_name_to_info: true,
    },
  });
  expect(infoOf(untold.json).infotexts[0]).not.toMatch(/Lora hashes|Version/);
  expect(infoOf(untold.json).infotexts[0]).toMatch(/, User: ann$/);
});

/** The starter's LoRA with something else in its header. */
function starterLoraCalled(name: string): Buffer {
  const file = readFileSync(STARTER_LORA);
  const length = Number(file.readBigUInt64LE());
  const header = JSON.parse(file.subarray(8, 8 + length).toString());
  const metadata = { ...header.__metadata__, ss_output_name: name };
  const text = Buffer.from(JSON.stringify({ ...header, __metadata__: metadata }));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([size, text, file.subarray(8 + length)]);
}

test('a LoRA by the name its trainer gave it; other text in the header leaves its hash', async () => {
  await writeFile(ownFile('models/Lora/file-0001.safetensors'), starterLoraCalled('My Ink'));
  const byFile = await txt2img({ prompt: 'barn <lora:sepia:1>' });
  const byAlias = await txt2img({ prompt: 'barn <lora:My Ink:1>' });
  expect(await digest(byAlias.json)).toBe(await digest(byFile.json));
  const hashIn = (json: { info: string }) =>
    /Lora hashes: "[^:]+: ([0-9a-f]{12})"/.exec(infoOf(json).infotexts[0])?.[1];
  expect(hashIn(byAlias.json)).toBe(hashIn(byFile.json));
});

test('a LoRA for another kind of checkpoint is named and left out', async () => {
  await copyFile(golden('adapter-sdxl.safetensors'), ownFile('models/Lora/for-xl.safetensors'));
  await writeFile(ownFile('models/Lora/torn.safetensors'), readFileSync(STARTER_LORA).subarray(0, 5_000));
  const { json } = await txt2img({
    sampler_name: 'Euler',
    prompt: `${SMALL.prompt}<lora:for-xl:1><lora:torn:1>`,
  });
  expect(await digest(json)).toBe(await plainDigest({ sampler_name: 'Euler' }));
  const [xl, torn] = infoOf(json).comments.split('\n');
  expect(xl).toMatch(/^The LoRA “for-xl” was left out: .*SDXL.*\.$/);
  expect(torn).toMatch(/^The LoRA “torn” was left out: /);
});

test('files that are removed between request and drawing are left out and told', async () => {
  const lora = ownFile('models/Lora/brief.safetensors');
  const vae = ownFile('models/VAE/brief.safetensors');
  await copyFile(STARTER_LORA, lora);
  await copyFile(ownFile('models/VAE/bright.safetensors'), vae);
  const { generation } = readTxt2ImgRequest({
    ...SMALL,
    prompt: 'a barn <lora:brief:1>',
    override_settings: { ...SMALL.override_settings, sd_vae: 'brief' },
  });
  const request = await resolveRequest({ id: userId, name: 'ann' }, generation);
  expect(request.vae?.name).toBe('brief.safetensors');
  await Promise.all([rm(lora), rm(vae)]);
  const { id } = await submitJob({ userId, request });
  expect(await waitForJob(userId, id)).toMatchObject({
    state: 'succeeded',
    warnings: [
      "The VAE “brief.safetensors” was removed, so the checkpoint's own is used.",
      'The LoRA “brief” was not found, so the picture is drawn without it.',
    ],
  });
});

test('styles and comments, before anything else is read', async () => {
  await writeFile(
    stylesFile(),
    '\uFEFFname,prompt,negative_prompt\nphoto,"photo of {prompt}, sharp",ugly\nwarm,"warm light, ""golden""",\n#no,x,y\n',
  );
  expect((await call('prompt-styles', { headers })).json).toEqual([
    { name: 'photo', prompt: 'photo of {prompt}, sharp', negative_prompt: 'ugly' },
    { name: 'warm', prompt: 'warm light, "golden"', negative_prompt: '' },
  ]);
  const styled = await txt2img({
    prompt: 'a barn # not the old one',
    negative_prompt: 'blurry',
    styles: ['photo', 'nobody', 'warm'],
  });
  const info = infoOf(styled.json);
  expect(info).toMatchObject({
    prompt: 'photo of a barn \n',
    negative_prompt: 'blurry, ugly',
    styles: ['photo', 'nobody', 'warm'],
  });
  const both = await txt2img({ prompt: 'a barn', styles: ['photo', 'warm'] });
  expect(infoOf(both.json).prompt).toBe('photo of a barn, sharp, warm light, "golden"');
  const kept = await txt2img({
    prompt: 'a barn # old',
    override_settings: { enable_prompt_comments: false },
  });
  expect(infoOf(kept.json).prompt).toBe('a barn # old');
  await rm(stylesFile());
  expect((await call('prompt-styles', { headers })).json).toEqual([]);
});

test('a LoRA that the options add to every prompt', async () => {
  const named = await txt2img({ prompt: 'a barn<lora:sepia:1>' });
  const added = await txt2img({ prompt: 'a barn', override_settings: { sd_lora: 'sepia' } });
  expect(infoOf(added.json).prompt).toBe('a barn<lora:sepia:1>');
  expect(await digest(added.json)).toBe(await digest(named.json));
  const twice = await txt2img({ prompt: 'a barn<lora:sepia:1>', override_settings: { sd_lora: 'sepia' } });
  expect(await digest(twice.json)).toBe(await digest(named.json));
  const unknown = await txt2img({ prompt: 'a barn', override_settings: { sd_lora: 'nobody' } });
  expect(infoOf(unknown.json).prompt).toBe('a barn');
});

test('the size of old programs is the second pass’s', async () => {
  const { generation } = readTxt2ImgRequest({
    width: 1024,
    height: 512,
    enable_hr: true,
    denoising_strength: 0.1,
    override_settings: { use_old_hires_fix_width_height: true },
  });
  expect(await resolveRequest({ id: userId, name: 'ann' }, generation)).toMatchObject({
    width: 768,
    height: 384,
    hires: { resize_x: 1024, resize_y: 512 },
  });
});
