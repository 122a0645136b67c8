import { describe, expect, it } from 'vitest';
import type { Architecture, TextEncoderLayout } from '../checkpoint/architecture';
import type { Evaluation, Pipeline } from '../evaluation';
import { denoise } from './denoise';
import { type GuidanceRequest, guidanceFor } from './guidance';
import { type PipelineModel, pipelineModel } from './model';

const WIDTH = 4;
const SHAPE = [1, 2, 2];

const tower = (width: number): TextEncoderLayout => ({
  prefix: '',
  layers: 1,
  width,
  heads: 1,
  vocabulary: 49408,
  positions: 77,
  activation: 'quick-gelu',
  reads: 'clip-skip',
  padding: 'end',
});

function modelOf(changes: Partial<Architecture> = {}): PipelineModel {
  return pipelineModel({
    family: 'sd1',
    text: tower(WIDTH),
    unet: { contextWidth: WIDTH, outChannels: 1 },
    vae: { factor: 8, latentChannels: 1 },
    prediction: 'epsilon',
    ...changes,
  } as Architecture);
}

const SDXL: Partial<Architecture> = {
  family: 'sdxl',
  text: { ...tower(1), reads: 'penultimate' },
  text2: {
    ...tower(3),
    reads: 'penultimate',
    padding: 'zero',
    projection: { prefix: '', name: 'p', transposed: false },
  },
  unet: { contextWidth: WIDTH, outChannels: 1, added: { pooledWidth: 3, sizes: 6 } } as Architecture['unet'],
};

const request: GuidanceRequest = {
  prompt: 'a cat',
  negativePrompt: '',
  cfgScale: 7,
  clipSkip: 1,
  steps: 10,
  sampler: 'Euler',
};

/** The mean of a context says which text it is; a text's is the sum of its ids, made small. */
const meaning = (ids: BigInt64Array) =>
  ids.reduce((sum, id, i) => sum + Number(id) * Math.sin(i + 1), 0) / 1e5;

/** Stands in for the networks; the denoiser answers with what its row's context says. */
function answer({ network, rows, inputs }: Evaluation): Float32Array {
  if (network !== 'denoiser') {
    const values = network === 'text2' ? 78 * 3 : 77 * (inputs.ids ? 1 : 0) * WIDTH;
    const width = network === 'text2' ? 3 : values / 77;
    return new Float32Array(network === 'text2' ? values : 77 * width).fill(
      meaning(inputs.ids!.data as BigInt64Array),
    );
  }
  const { data } = inputs.context!;
  const row = data.length / rows;
  const n = inputs.x!.data.length / rows;
  return Float32Array.from({ length: rows * n }, (_, i) => {
    const own = (data as Float32Array).subarray(Math.floor(i / n) * row, (Math.floor(i / n) + 1) * row);
    return own.reduce((sum, value) => sum + value, 0) / row;
  });
}

function run<R>(pipeline: Pipeline<R>, seen: Evaluation[] = [], reply = answer): R {
  let step = pipeline.next();
  while (!step.done) {
    seen.push(step.value);
    step = pipeline.next(reply(step.value));
  }
  return step.value;
}

const x = Float32Array.of(1, 2, 3, 4);

/** What the stand-in says of a text alone. */
function alone(text: string, model = modelOf()): number {
  const guidance = run(guidanceFor(model, { ...request, prompt: text, cfgScale: 1 }));
  return -run(denoise(model, { x: new Float32Array(4), sigma: 1, i: 0 }, SHAPE, guidance))[0]!;
}

function guided(changes: Partial<GuidanceRequest>, evaluations = 1, sigma = 1, seen: Evaluation[] = []) {
  const model = modelOf();
  const guidance = run(guidanceFor(model, { ...request, ...changes }), seen);
  return Array.from(
    { length: evaluations },
    () => -run(denoise(model, { x: new Float32Array(4), sigma, i: 0 }, SHAPE, guidance), seen)[0]! / sigma,
  );
}

const denoisers = (seen: Evaluation[]) => seen.filter(({ network }) => network === 'denoiser');

describe('guidance', () => {
  it('goes from the negative prompt beyond the prompt', () => {
    const [cat, dog] = [alone('a cat'), alone('dog')];
    expect(guided({ negativePrompt: 'dog' })[0]).toBeCloseTo(dog + 7 * (cat - dog), 4);
  });

  it('adds the parts of a composed prompt by their weights', () => {
    const [cat, bird, none] = [alone('a cat'), alone(' a bird'), alone('')];
    const [value] = guided({ prompt: 'a cat:0.5 AND a bird:-1.5' });
    expect(value).toBeCloseTo(none + 7 * (0.5 * (cat - none) - 1.5 * (bird - none)), 4);
  });

  it('needs no negative prompt where it has no influence', () => {
    const seen: Evaluation[] = [];
    guided({ cfgScale: 1 }, 1, 1, seen);
    guided({ cfgScale: 2, prompt: 'a:0.5' }, 1, 1, seen);
    guided({ cfgScale: 1, prompt: 'a AND b' }, 1, 1, seen);
    expect(denoisers(seen).map(({ rows }) => rows)).toEqual([1, 1, 3]);
  });

  it('follows a prompt that changes on the way, by evaluations', () => {
    const [cat, dog] = [alone('cat'), alone('dog')];
    const at = (changes: Partial<GuidanceRequest>, n: number) =>
      guided({ prompt: '[cat:dog:0.3]', cfgScale: 1, ...changes }, n).map((v) =>
        Math.abs(v - cat) < 1e-4 ? 'c' : Math.abs(v - dog) < 1e-4 ? 'd' : '?',
      );
    expect(at({}, 10).join('')).toBe('ccccdddddd');
    expect(at({ sampler: 'Heun' }, 20).join('')).toBe('cccccccddddddddddddd');
    expect(at({ prompt: '[cat|dog]' }, 5).join('')).toBe('ccdcd');
    expect(at({ prompt: '[cat:dog:13]', firstPass: { steps: 10, sampler: 'Euler' } }, 10).join('')).toBe(
      'ccccdddddd',
    );
    expect(at({ prompt: '[cat:dog:13]', firstPass: { steps: 10, sampler: 'Heun' } }, 4).join('')).toBe(
      'dddd',
    );
    // Beyond the steps it was laid out for, the reference begins again.
    expect(at({}, 13).join('')).toBe('ccccddddddd'.concat('cc'));
  });

  it('changes the negative prompt on the way too', () => {
    const [cat, dog, none] = [alone('cat'), alone('dog'), alone('x')];
    const values = guided({ prompt: 'x', negativePrompt: '[cat:dog:1]', cfgScale: 2 }, 3);
    const wanted = [cat, cat, dog].map((negative) => negative + 2 * (none - negative));
    values.forEach((value, k) => {
      expect(value).toBeCloseTo(wanted[k]!, 4);
    });
  });

  it('leaves the negative prompt out at every second evaluation below a noise level', () => {
    const seen: Evaluation[] = [];
    const values = guided({ s_min_uncond: 2, negativePrompt: 'dog' }, 4, 1, seen);
    expect(denoisers(seen).map(({ rows }) => rows)).toEqual([2, 1, 2, 1]);
    expect(values[1]).toBeCloseTo(alone('a cat'), 4);
    expect(values[2]).toBeCloseTo(values[0]!, 6);
    seen.length = 0;
    guided({ s_min_uncond: 2, negativePrompt: 'dog' }, 2, 3, seen);
    expect(denoisers(seen).map(({ rows }) => rows)).toEqual([2, 2]);
  });

  it('or at every one, or at the first ones', () => {
    const rows = (changes: Partial<GuidanceRequest>, evaluations = 4) => {
      const seen: Evaluation[] = [];
      guided({ negativePrompt: 'dog', ...changes }, evaluations, 1, seen);
      return denoisers(seen).map((evaluation) => evaluation.rows);
    };
    expect(rows({ s_min_uncond: 2, s_min_uncond_all: true })).toEqual([1, 1, 1, 1]);
    expect(rows({ s_min_uncond: 0.5, s_min_uncond_all: true })).toEqual([2, 2, 2, 2]);
    expect(rows({ skipEarly: 0.1 })).toEqual([1, 1, 2, 2]);
    // Two evaluations a step; and fewer steps made than scheduled.
    expect(rows({ skipEarly: 0.1, sampler: 'Heun' })).toEqual([1, 1, 1, 2]);
    expect(rows({ skipEarly: 0.5, stepsMade: 2 })).toEqual([1, 1, 2, 2]);
  });

  it('reads a velocity as the guess it means', () => {
    const [sigma, v] = [2, 0.25];
    const model = modelOf({ prediction: 'v' });
    const guidance = run(guidanceFor(model, { ...request, cfgScale: 1 }));
    const reply = (evaluation: Evaluation) =>
      evaluation.network === 'denoiser' ? new Float32Array(4).fill(v) : answer(evaluation);
    const denoised = run(denoise(model, { x, sigma, i: 0 }, SHAPE, guidance), [], reply);
    // x = x₀ + sigma·noise; v = √ᾱ·noise - √(1-ᾱ)·x₀ for x·√ᾱ.
    const root = Math.sqrt(1 / (1 + sigma ** 2));
    denoised.forEach((x0, k) => {
      const noise = (x[k]! - x0) / sigma;
      expect(root * noise - sigma * root * x0).toBeCloseTo(v, 5);
    });
  });

  it('tells CFG++ the guess without guidance, and guides less', () => {
    const model = modelOf();
    const guidance = run(
      guidanceFor(model, { ...request, negativePrompt: 'dog', sampler: 'DDIM CFG++', cfgScale: 5 }),
    );
    const plusPlus = { factor: 0.1, unguided: new Float32Array(4) };
    const denoised = run(
      denoise(model, { x: new Float32Array(4), sigma: 1, i: 0, plusPlus }, SHAPE, guidance),
    );
    const [cat, dog] = [alone('a cat'), alone('dog')];
    expect(-plusPlus.unguided[0]!).toBeCloseTo(dog, 4);
    expect(-denoised[0]!).toBeCloseTo(dog + 0.5 * (cat - dog), 4);
  });

  it('needs the negative prompt for CFG++ at any scale', () => {
    const guidance = run(guidanceFor(modelOf(), { ...request, sampler: 'DDIM CFG++', cfgScale: 1 }));
    expect(guidance.uncond).toBeDefined();
  });

  it('asks for the timestep a sampler names', () => {
    const seen: Evaluation[] = [];
    const model = modelOf();
    const guidance = run(guidanceFor(model, request));
    run(denoise(model, { x, sigma: 1, i: 0, timestep: 499 }, SHAPE, guidance), seen);
    run(denoise(model, { x, sigma: model.schedule.sigmas[300]!, i: 0 }, SHAPE, guidance), seen);
    expect(denoisers(seen).map(({ inputs }) => inputs.timesteps!.data[0])).toEqual([499, 300]);
  });
});

describe('prompts of different length', () => {
  const long = (chunks: number) =>
    Array(75 * chunks)
      .fill('cat')
      .join(' ');
  const tokens = (seen: Evaluation[]) =>
    denoisers(seen).map(({ rows, inputs }) => [rows, inputs.context!.shape[0]]);

  it('go into one evaluation, the shorter one repeated', () => {
    const seen: Evaluation[] = [];
    guided({ prompt: long(2) }, 1, 1, seen);
    guided({ negativePrompt: long(3), prompt: long(2) }, 1, 1, seen);
    expect(tokens(seen)).toEqual([
      [2, 154],
      [2, 462],
    ]);
  });

  it('go into two where the common length would be too long', () => {
    const seen: Evaluation[] = [];
    const model = modelOf();
    const guidance = run(guidanceFor(model, { ...request, prompt: long(4), negativePrompt: long(5) }));
    run(denoise(model, { x, sigma: 1, i: 0 }, SHAPE, guidance), seen);
    expect(tokens(seen)).toEqual([
      [1, 308],
      [1, 385],
    ]);
  });

  it('are filled with empty chunks where that is asked for', () => {
    const seen: Evaluation[] = [];
    guided({ prompt: long(3), negativePrompt: 'dog', padding: 'empty chunks' }, 1, 1, seen);
    guided({ prompt: 'a cat', negativePrompt: long(2), padding: 'empty chunks' }, 1, 1, seen);
    expect(tokens(seen)).toEqual([
      [2, 231],
      [2, 154],
    ]);
    const [first, second] = denoisers(seen).map(({ inputs }) => inputs.context!.data as Float32Array);
    const chunk = 77 * WIDTH;
    const empty = -alone('');
    const filled = (data: Float32Array, at: number) => Math.abs(-data[at * chunk]! - empty) < 1e-4;
    expect([3, 4, 5].map((at) => filled(first!, at))).toEqual([false, true, true]);
    expect([0, 1, 2, 3].map((at) => filled(second!, at))).toEqual([false, true, false, false]);
  });

  it('are cut off or drawn out at the negative one where that is asked for', () => {
    const seen: Evaluation[] = [];
    guided({ prompt: long(2), negativePrompt: 'dog', padding: 'last vector' }, 1, 1, seen);
    guided({ prompt: 'a cat', negativePrompt: long(2), padding: 'last vector' }, 1, 1, seen);
    expect(tokens(seen)).toEqual([
      [2, 154],
      [2, 77],
    ]);
  });

  it('repeat the last vector between parts of one composition', () => {
    const seen: Evaluation[] = [];
    guided({ prompt: `${long(2)} AND x`, cfgScale: 0.5 }, 1, 1, seen);
    const { data, shape } = denoisers(seen)[0]!.inputs.context!;
    expect(shape).toEqual([154, WIDTH]);
    const second = (data as Float32Array).subarray(154 * WIDTH, 2 * 154 * WIDTH);
    expect(new Set(second.subarray(77 * WIDTH - WIDTH))).toHaveLength(1);
  });
});

describe('guidance of SDXL', () => {
  const evaluate = (changes: Partial<GuidanceRequest>) => {
    const seen: Evaluation[] = [];
    const model = modelOf(SDXL);
    const reply = (evaluation: Evaluation) => {
      const size = { text: 77, text2: 78 * 3 }[evaluation.network as string];
      if (!size) return answer(evaluation);
      return new Float32Array(size).fill(evaluation.network === 'text' ? 1 : 2);
    };
    const guidance = run(guidanceFor(model, { ...request, ...changes }), seen, reply);
    run(denoise(model, { x, sigma: 1, i: 0 }, SHAPE, guidance), seen);
    return denoisers(seen)[0]!.inputs;
  };

  it('lays both encoders side by side and adds the pooled text and the size', () => {
    const { context, pooled, sizes } = evaluate({ negativePrompt: 'dog' });
    expect([...context!.data.subarray(0, 4)]).toEqual([1, 2, 2, 2]);
    expect([...pooled!.data]).toEqual([2, 2, 2, 2, 2, 2]);
    expect([...sizes!.data]).toEqual([16, 16, 0, 0, 16, 16, 16, 16, 0, 0, 16, 16]);
  });

  it('is told where the picture was cut out', () => {
    const { sizes } = evaluate({ negativePrompt: 'dog', told: { cropTop: 8, cropLeft: 24 } });
    expect([...sizes!.data]).toEqual([16, 16, 8, 24, 16, 16, 16, 16, 8, 24, 16, 16]);
  });

  it('sees zeros instead of an empty negative prompt, but not of an empty prompt', () => {
    const { context, pooled } = evaluate({ prompt: '' });
    const half = context!.data.length / 2;
    expect([...context!.data.subarray(0, 2)]).toEqual([1, 2]);
    expect((context!.data as Float32Array).subarray(half).every((value) => value === 0)).toBe(true);
    expect([...pooled!.data]).toEqual([2, 2, 2, 0, 0, 0]);
  });
});
