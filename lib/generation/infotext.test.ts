import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HiresRequest } from './hires';
import { writeInfotext } from './infotext';
import { parseInfotext } from './parse-infotext';
import type { GenerationRequest } from './request';
import { PROGRAM } from './version';

const REQUEST: GenerationRequest = {
  kind: 'txt2img',
  prompt: 'a red barn',
  negative_prompt: '',
  seed: 1000,
  subseed: 1,
  sampler_name: 'DPM++ 2M',
  scheduler: 'Automatic',
  steps: 20,
  cfg_scale: 7,
  width: 512,
  height: 768,
  batch_size: 1,
  n_iter: 1,
  clip_skip: 1,
  eta: null,
  checkpoint: { id: '1', name: 'starter', hash: '0123456789' },
  save_images: true,
  preview_every: 10,
};

test('the text of a picture, pair by pair', () => {
  expect(writeInfotext(REQUEST, 2)).toBe(
    `a red barn\nSteps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7.0, Seed: 1002, Size: 512x768, Model hash: 0123456789, Model: starter, RNG: CPU, Version: ${PROGRAM}`,
  );
});

test('pairs that are not always there', () => {
  const text = writeInfotext(
    {
      ...REQUEST,
      negative_prompt: 'blurry\nugly',
      sampler_name: 'Euler a',
      cfg_scale: 7.25,
      clip_skip: 2,
      eta: 0.5,
      checkpoint: { id: '1', name: 'a, b: c', hash: null },
    },
    0,
  );
  expect(text.split('\n').slice(0, 3)).toEqual(['a red barn', 'Negative prompt: blurry', 'ugly']);
  expect(text).toContain('Schedule type: Automatic, CFG scale: 7.25, Seed: 1000');
  expect(text).toContain('Model: "a, b: c", Clip skip: 2, RNG: CPU, Eta: 0.5');
  expect(text).not.toContain('Model hash');
});

test('an eta that the sampler has anyway, or does not have, is not told', () => {
  expect(writeInfotext({ ...REQUEST, sampler_name: 'Euler a', eta: 1 }, 0)).not.toContain('Eta');
  expect(writeInfotext({ ...REQUEST, sampler_name: 'Euler', eta: 0.5 }, 0)).not.toContain('Eta');
  expect(writeInfotext({ ...REQUEST, sampler_name: 'DDIM', eta: 0.5 }, 0)).toContain('Eta DDIM: 0.5');
});

test('noise that is not the usual one, in the order programs write it', () => {
  const text = writeInfotext(
    {
      ...REQUEST,
      prompt: 'a (red:1.2) barn',
      sampler_name: 'DPM2 a',
      clip_skip: 2,
      eta: 0.5,
      subseed_strength: 0.25,
      seed_resize_from_w: 256,
      seed_resize_from_h: 384,
      eta_noise_seed_delta: 31337,
      noise_source: 'NV',
      tiling: true,
      emphasis: 'No norm',
      s_noise: 1.01,
      s_churn: 4,
      s_min_uncond: 2,
    },
    2,
  );
  expect(text).toContain(
    'Seed: 1000, Size: 512x768, Model hash: 0123456789, Model: starter, Variation seed: 3, Variation seed strength: 0.25, Seed resize from: 256x384, Clip skip: 2, ENSD: 31337, RNG: NV, Tiling: True, Emphasis: No norm, Eta: 0.5, Sigma noise: 1.01, NGMS: 2.0, Version:',
  );
  const churned = writeInfotext(
    {
      ...REQUEST,
      sampler_name: 'Heun',
      s_churn: 4,
      s_tmin: 0.05,
      s_tmax: 20,
      emphasis: 'None',
      eta_noise_seed_delta: 1,
    },
    0,
  );
  expect(churned).toContain('RNG: CPU, Sigma churn: 4.0, Sigma tmin: 0.05, Sigma tmax: 20.0, Version:');
  expect(writeInfotext({ ...REQUEST, s_churn: 4, s_noise: 2 }, 0)).not.toContain('Sigma');
});

const HIRES: HiresRequest = {
  scale: 2,
  resize_x: 0,
  resize_y: 0,
  upscaler: 'Latent',
  second_pass_steps: 0,
  denoising_strength: 0.7,
  sampler_name: null,
  scheduler: null,
  prompt: '',
  negative_prompt: '',
  checkpoint: null,
};

test('a second pass', () => {
  expect(writeInfotext({ ...REQUEST, hires: HIRES }, 0)).toContain(
    'Size: 512x768, Model hash: 0123456789, Model: starter, Denoising strength: 0.7, RNG: CPU, Hires upscale: 2.0, Hires upscaler: Latent, Version:',
  );
  const other = {
    resize_x: 640,
    second_pass_steps: 8,
    upscaler: 'Latent (nearest)',
    sampler_name: 'Euler',
    scheduler: 'Karras',
    prompt: 'a barn, red',
    negative_prompt: 'ugly',
    checkpoint: { id: '2', name: 'other', hash: 'aaaaaaaaaa' },
  } as const;
  expect(writeInfotext({ ...REQUEST, hires: { ...HIRES, ...other } }, 0)).toContain(
    'RNG: CPU, Hires checkpoint: other [aaaaaaaaaa], Hires sampler: Euler, Hires prompt: "a barn, red", Hires negative prompt: ugly, Hires schedule type: Karras, Hires resize: 640x0, Hires steps: 8, Hires upscaler: Latent (nearest), Version:',
  );
  expect(writeInfotext({ ...REQUEST, hires: { ...HIRES, scheduler: 'Beta' } }, 0)).toContain(
    'Hires schedule type: Beta, Hires upscale: 2.0, Hires upscaler: Latent, Version:',
  );
  expect(writeInfotext({ ...REQUEST, hires: { ...HIRES, scheduler: 'Automatic' } }, 0)).not.toContain(
    'Hires s',
  );
});

test('files, options and the refiner, in the order other programs write them', () => {
  const told = {
    prompt: 'a [barn:house:5]',
    vae: { name: 'fine.safetensors' },
    refiner: { checkpoint: { id: '2', name: 'other', hash: 'aaaaaaaaaa' }, switch_at: 0.8 },
    hires: HIRES,
    emphasis: 'No norm',
    s_min_uncond: 2,
    s_min_uncond_all: true,
    skip_early_cond: 0.1,
    sigma_min: 0.1,
    sigma_max: 10,
    rho: 5,
    always_discard_next_to_last_sigma: true,
    sgm_noise_multiplier: true,
    use_downcasted_alpha_bar: true,
    sd_noise_schedule: 'Zero Terminal SNR',
    use_old_scheduling: true,
    pad_cond_uncond: true,
    hires_fix_refiner_pass: 'both passes',
    refiner_switch_by_sample_steps: true,
    img2img_extra_noise: 0.2,
  } as const;
  const facts = {
    vaeHash: '0000011111',
    loraHashes: new Map([['in,k:', 'aaaaaaaaaaaa']]),
    embeddingHashes: new Map([
      ['bad', 'bbbbbbbbbbbb'],
      ['good', 'cccccccccccc'],
    ]),
    user: 'ann',
    acceleration: 'blade',
  };
  expect(writeInfotext({ ...REQUEST, ...told }, 0, facts)).toContain(
    `Model: starter, VAE hash: 0000011111, VAE: fine.safetensors, Denoising strength: 0.7, RNG: CPU, Hires upscale: 2.0, Hires upscaler: Latent, Lora hashes: "ink: aaaaaaaaaaaa", Old prompt editing timelines: True, TI hashes: "bad: bbbbbbbbbbbb, good: cccccccccccc", Emphasis: No norm, Downcast alphas_cumprod: True, Noise Schedule: Zero Terminal SNR, Discard penultimate sigma: True, Schedule min sigma: 0.1, Schedule max sigma: 10.0, Schedule rho: 5.0, SGM noise multiplier: True, Extra noise: 0.2, Skip Early CFG: 0.1, Refiner switch by sampling steps: True, Hires refiner: both passes, Refiner: other [aaaaaaaaaa], Refiner switch at: 0.8, NGMS: 2.0, NGMS all steps: True, Pad conds: True, Version: ${PROGRAM}, User: ann, Acceleration: blade`,
  );
});

test('a picture tells the hash of what it was drawn from: its own of a batch, or the one of all', () => {
  const request = { ...REQUEST, batch_size: 2, n_iter: 2 };
  const told = (...initImageHashes: string[]) =>
    [0, 1, 2, 3].map(
      (index) => /Init image hash: (\w+), RNG/.exec(writeInfotext(request, index, { initImageHashes }))?.[1],
    );
  expect(told('aa', 'bb')).toEqual(['aa', 'bb', 'aa', 'bb']);
  expect(told('aa')).toEqual(Array(4).fill('aa'));
  expect(told()).toEqual(Array(4).fill(undefined));
});

test('options are told only where they bear on the picture', () => {
  const all = { sigma_min: 0.1, rho: 5, beta_dist_alpha: 0.8, uni_pc_order: 2, sgm_noise_multiplier: true };
  const saying = (changes: object) => writeInfotext({ ...REQUEST, ...all, ...changes }, 0);
  expect(saying({ sampler_name: 'Euler' })).not.toMatch(/Schedule (min|rho)|UniPC|Beta/);
  expect(saying({ sampler_name: 'Euler', scheduler: 'Beta' })).toContain(
    'Schedule min sigma: 0.1, Beta schedule alpha: 0.8, Beta schedule beta: 0.6, SGM',
  );
  expect(saying({ sampler_name: 'UniPC' })).toMatch(/RNG: CPU, UniPC order: 2, Version/);
  const untold = ['Model hash', 'Model', 'Version'];
  expect(writeInfotext({ ...REQUEST, untold }, 0)).not.toMatch(/Model|Version/);
});

/** Prompts of which the layout keeps every letter: no line begins with the negative prefix, nothing to trim. */
const prompt = fc
  .array(
    fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((line) => line.replaceAll(/[\r\n\u2028\u2029\0]/g, ' ').trim())
      .filter((line) => line !== '' && !line.startsWith('Negative prompt:')),
    { maxLength: 3 },
  )
  .map((lines) => lines.join('\n'));

test('what is written can be read', () => {
  fc.assert(
    fc.property(
      fc.record({
        prompt,
        negative_prompt: prompt,
        seed: fc.nat(),
        steps: fc.integer({ min: 1, max: 150 }),
        cfg_scale: fc.float({ min: 0, max: 30, noNaN: true }),
        width: fc.integer({ min: 64, max: 2048 }),
        clip_skip: fc.integer({ min: 1, max: 12 }),
        name: fc
          .string({ unit: 'grapheme', minLength: 1 })
          .map((name) => name.replaceAll(/[\r\n\0]/g, '').trim()),
        index: fc.nat(99),
      }),
      ({ name, index, ...some }) => {
        const request = { ...REQUEST, ...some, checkpoint: { id: '1', name, hash: null } };
        const { prompt: read, negativePrompt, pairs } = parseInfotext(writeInfotext(request, index));
        expect(read).toBe(request.prompt);
        expect(negativePrompt).toBe(request.negative_prompt);
        expect(Number(pairs.get('Seed'))).toBe(request.seed + index);
        expect(Number(pairs.get('Steps'))).toBe(request.steps);
        expect(Number(pairs.get('CFG scale'))).toBe(request.cfg_scale);
        expect(Number(pairs.get('Size-1'))).toBe(request.width);
        expect(pairs.get('Sampler')).toBe(request.sampler_name);
        expect(Number(pairs.get('Clip skip') ?? 1)).toBe(request.clip_skip);
        if (/[,:]/.test(name) || /^[\w .-]+$/.test(name))
          expect(pairs.get('Model') ?? '').toBe(name === 'Model' ? '' : name);
      },
    ),
  );
});

test('any text can be read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(() => parseInfotext(text)).not.toThrow();
    }),
  );
});

test('reading, rule by rule', () => {
  expect(parseInfotext('cat, artist: bob, style: oil')).toMatchObject({
    prompt: 'cat, artist: bob, style: oil',
  });
  const taken = parseInfotext('cat, artist: bob, style: oil, mood: calm');
  expect(taken.prompt).toBe('');
  expect(taken.pairs.get('mood')).toBe('calm');
  const negative = parseInfotext(
    'a\n\nNegative prompt: b\nNegative prompt: c\n\nd\nSteps: 1, Seed: 2, Size: 8x9',
  );
  expect(negative).toMatchObject({ prompt: 'a\n', negativePrompt: 'b\nc\n\nd' });
  expect([...negative.pairs]).toEqual([
    ['Steps', '1'],
    ['Seed', '2'],
    ['Size-1', '8'],
    ['Size-2', '9'],
  ]);
  const quoted = parseInfotext('p\nSteps: 1, Lora hashes: "a: 1, b: 2", Bad: "\\q", Empty: , Seed: 2');
  expect(Object.fromEntries(quoted.pairs)).toEqual({
    Steps: '1',
    'Lora hashes': 'a: 1, b: 2',
    Bad: '"\\q"',
    Seed: '2',
  });
});
