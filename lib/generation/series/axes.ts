import { noiseSource } from '../details';
import type { GenerationFields } from '../generation-fields';
import { pythonFloat } from '../python-number';
import { SAMPLERS } from '../samplers';
import { SCHEDULERS } from '../schedulers';
import { LATENT_UPSCALE_MODES, UPSCALERS } from '../upscalers';

/** A value along an axis: a number, a text, or texts in an order. */
export type AxisValue = number | string | readonly string[];

/** Values that only the server's catalogue knows. */
export type CatalogueChoices = 'checkpoints' | 'vaes' | 'styles';

/** What an X/Y/Z plot can change. Labels, order and meaning are the web UI's: programs name axes by their place. */
export interface Axis {
  label: string;
  type: 'nothing' | 'whole' | 'number' | 'text' | 'order';
  /** Where it is on offer; absent: in both. */
  kind?: 'txt2img' | 'img2img';
  /** How long a change takes, compared with the others: the slowest axis changes least often. */
  cost?: number;
  /** Values on offer. */
  choices?: readonly string[];
  /** Values on offer that the catalogue knows, besides those. */
  catalogue?: CatalogueChoices;
  /** Whether legends say the label too. */
  isNamed?: boolean;
  /** The request with this value; absent: nothing of the kind can be drawn here. `values`: all of the axis. */
  apply?: (fields: GenerationFields, value: never, values: readonly never[]) => GenerationFields;
}

type Apply<T> = (fields: GenerationFields, value: T, values: readonly T[]) => GenerationFields;
type More = Pick<Axis, 'kind' | 'cost' | 'choices' | 'catalogue' | 'isNamed'>;

const whole = (label: string, apply?: Apply<number>, more: More = {}): Axis => ({
  label,
  type: 'whole',
  isNamed: true,
  ...more,
  ...(apply ? { apply } : {}),
});
const number = (label: string, apply?: Apply<number>, more: More = {}): Axis => ({
  ...whole(label, apply, more),
  type: 'number',
});
const text = (label: string, apply?: Apply<string>, more: More = {}): Axis => ({
  label,
  type: 'text',
  isNamed: true,
  ...more,
  ...(apply ? { apply } : {}),
});

const set =
  (field: keyof GenerationFields) =>
  (fields: GenerationFields, value: string | number): GenerationFields => ({ ...fields, [field]: value });
const option =
  (name: keyof NonNullable<GenerationFields['options']>) =>
  (fields: GenerationFields, value: string | number | boolean): GenerationFields => ({
    ...fields,
    options: { ...fields.options, [name]: value },
  });
const start =
  (name: keyof NonNullable<GenerationFields['img2imgOptions']>) =>
  (fields: GenerationFields, value: number): GenerationFields => ({
    ...fields,
    img2imgOptions: { ...fields.img2imgOptions, [name]: value },
  });
const truth = (name: Parameters<typeof option>[0]) => (fields: GenerationFields, value: string) =>
  option(name)(fields, value.toLowerCase() === 'true');

/** The first value is what is looked for. */
const replaced: Apply<string> = (fields, value, [wanted = '']) => ({
  ...fields,
  prompt: fields.prompt.replaceAll(wanted, () => value),
  negativePrompt: fields.negativePrompt.replaceAll(wanted, () => value),
});

/** The texts change places among themselves; what stands between them stays. */
export function reordered(prompt: string, order: readonly string[]): string {
  const found = order.map((token) => ({ token, at: prompt.indexOf(token) })).sort((a, b) => a.at - b.at);
  let rest = prompt;
  let made = '';
  found.forEach(({ token }, k) => {
    const at = rest.indexOf(token);
    made += rest.slice(0, at) + order[k];
    rest = rest.slice(at + token.length);
  });
  return made + rest;
}

const SIZE = /^\s*(\d+)\s*[x×]\s*(\d+)\s*$/;
export const sizeIn = (value: string): { width: number; height: number } | null => {
  const [, width, height] = SIZE.exec(value) ?? [];
  return width === undefined ? null : { width: Number(width), height: Number(height) };
};

const samplers = SAMPLERS.map(({ name }) => name);
const truths = ['False', 'True'];

const AXES: readonly Axis[] = [
  { label: 'Nothing', type: 'nothing' },
  whole('Seed', set('seed')),
  whole('Var. seed', set('subseed')),
  number('Var. strength', set('subseedStrength')),
  whole('Steps', set('steps')),
  whole('Hires steps', set('hrSteps'), { kind: 'txt2img' }),
  number('CFG Scale', set('cfgScale')),
  number('Image CFG Scale', undefined, { kind: 'img2img' }),
  text('Prompt S/R', replaced, { isNamed: false }),
  {
    label: 'Prompt order',
    type: 'order',
    apply: (fields: GenerationFields, order: readonly string[]) => ({
      ...fields,
      prompt: reordered(fields.prompt, order),
    }),
  },
  text('Sampler', set('sampler'), { kind: 'txt2img', choices: samplers, isNamed: false }),
  text('Hires sampler', set('hrSampler'), { kind: 'txt2img', choices: samplers }),
  text('Sampler', set('sampler'), { kind: 'img2img', choices: samplers, isNamed: false }),
  text('Checkpoint name', set('checkpoint'), { cost: 1, catalogue: 'checkpoints', isNamed: false }),
  number('Negative Guidance minimum sigma', set('sMinUncond')),
  number('Sigma Churn', set('sChurn')),
  number('Sigma min', set('sTmin')),
  number('Sigma max', set('sTmax')),
  number('Sigma noise', set('sNoise')),
  text('Schedule type', set('scheduler'), { choices: SCHEDULERS.map(({ label }) => label) }),
  number('Schedule min sigma', option('sigma_min')),
  number('Schedule max sigma', option('sigma_max')),
  number('Schedule rho', option('rho')),
  number('Beta schedule alpha', option('beta_dist_alpha')),
  number('Beta schedule beta', option('beta_dist_beta')),
  number('Eta', set('eta')),
  whole('Clip skip', set('clipSkip')),
  number('Denoising', set('denoisingStrength')),
  number('Initial noise multiplier', start('initial_noise_multiplier')),
  number('Extra noise', option('img2img_extra_noise')),
  text('Hires upscaler', set('hrUpscaler'), {
    kind: 'txt2img',
    choices: [...LATENT_UPSCALE_MODES, ...UPSCALERS],
  }),
  number('Cond. Image Mask Weight', start('inpainting_mask_weight'), { kind: 'img2img' }),
  text('VAE', set('vae'), { cost: 0.7, choices: ['Automatic', 'None'], catalogue: 'vaes' }),
  text(
    'Styles',
    (fields, value) => ({ ...fields, styles: [...(fields.styles ?? []), ...value.split(',')] }),
    { catalogue: 'styles' },
  ),
  whole('UniPC Order', (fields, value) => option('uni_pc_order')(fields, Math.min(value, fields.steps - 1)), {
    cost: 0.5,
  }),
  text('Face restore', undefined, { isNamed: false }),
  number('Token merging ratio'),
  number('Token merging ratio high-res'),
  text('Always discard next-to-last sigma', truth('always_discard_next_to_last_sigma'), { choices: truths }),
  text('SGM noise multiplier', truth('sgm_noise_multiplier'), { choices: truths }),
  text('Refiner checkpoint', set('refinerCheckpoint'), {
    cost: 1,
    choices: ['None'],
    catalogue: 'checkpoints',
    isNamed: false,
  }),
  number('Refiner switch at', set('refinerSwitchAt')),
  text(
    'RNG source',
    (fields, value) => ({ ...fields, noiseSource: noiseSource(value.toUpperCase() as 'GPU' | 'CPU' | 'NV') }),
    { choices: ['GPU', 'CPU', 'NV'] },
  ),
  text('FP8 mode', undefined, { cost: 0.9 }),
  text('Size', (fields, value) => ({ ...fields, ...sizeIn(value) })),
];

/** The axes of a tab, in the order programs count them. */
export const axesFor = (kind: 'txt2img' | 'img2img'): Axis[] =>
  AXES.filter((axis) => axis.kind === undefined || axis.kind === kind);

/** Those of them that can be drawn here. */
export const offeredAxes = (kind: 'txt2img' | 'img2img'): Axis[] =>
  axesFor(kind).filter(({ type, apply }) => type === 'nothing' || apply !== undefined);

/** What a legend says of a value, as in the web UI. */
export function legendOf({ label, type, isNamed }: Axis, value: AxisValue): string {
  if (Array.isArray(value)) return value.join(', ');
  const told =
    typeof value === 'number'
      ? type === 'number'
        ? pythonFloat(Number(value.toFixed(8)))
        : String(value)
      : label.endsWith('heckpoint') || label === 'Checkpoint name'
        ? String(value).split(/[\\/]/).at(-1)!
        : String(value);
  return isNamed ? `${label}: ${told}` : told;
}
