import { randomInt } from 'node:crypto';
import { AppError } from '@/lib/errors';
import { type GenerationOptions, generationOptions } from '@/lib/options';
import { namesExtraNetworks } from './extra-networks';
import type { Img2ImgRequest } from './img2img';
import { LARGEST_DRAWN_SEED, LIMITS } from './limits';
import { promptProblem, wellFormed } from './prompt-text';
import type { GenerationRequest } from './request';
import { resolveCheckpoint } from './resolve-checkpoint';
import { type DetailFields, detailProblems, resolveDetails } from './resolve-details';
import { type HiresFields, hiresProblems, resolveHires } from './resolve-hires';
import { type Img2ImgFields, img2imgProblems, resolveImg2Img, takesTooManySteps } from './resolve-img2img';
import { resolveSampler } from './resolve-sampler';
import type { Sampler } from './samplers';

/** What somebody asks for, before names are looked up and seeds drawn. Ranges are checked here. */
export interface GenerationFields extends DetailFields, HiresFields, Img2ImgFields {
  prompt: string;
  negativePrompt: string;
  /** -1 or null: drawn. */
  seed: number | null;
  subseed?: number | null;
  sampler: string;
  scheduler: string | null;
  steps: number;
  cfgScale: number;
  width: number;
  height: number;
  batchSize: number;
  batchCount: number;
  /** Title, name, path or hash; null: the user's option, else the default. */
  checkpoint?: string | null;
  /** null: the user's option. */
  clipSkip?: number | null;
  /** null: the user's option. */
  eta?: number | null;
  /** Keep the pictures; false: only for the answer. */
  saveImages: boolean;
  /** Tags of extra networks are left out of the picture rather than refused. */
  disableExtraNetworks?: boolean | null;
}

/** A field that is out of bounds. `field` is its name in GenerationFields. */
export interface FieldProblem {
  field: keyof GenerationFields;
  message: string;
}

/** One or more fields are out of bounds: 422, with all of them. */
export class BadFields extends AppError {
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    super({ code: 'bad_fields', status: 422, message: problems.map(({ message }) => message).join(' ') });
    this.problems = problems;
  }
}

const thousands = (value: number) => value.toLocaleString('en-US');

function whole(
  label: string,
  field: keyof GenerationFields,
  value: number,
  { min, max }: { min: number; max: number },
): FieldProblem[] {
  if (Number.isInteger(value) && value >= min && value <= max) return [];
  return [{ field, message: `${label} must be a whole number from ${thousands(min)} to ${thousands(max)}.` }];
}

function prompt(label: string, field: keyof GenerationFields, text: string): FieldProblem[] {
  const message = promptProblem(label, text);
  return message ? [{ field, message }] : [];
}

/** Picture k has the seed plus k, which must be exact too. */
function seed(
  label: string,
  field: keyof GenerationFields,
  value: number | null,
  pictures: number,
): FieldProblem[] {
  if (value === null || value === -1) return [];
  const last = value + Math.max(1, pictures) - 1;
  if (Number.isSafeInteger(value) && value >= LIMITS.seed.min && !(last > LIMITS.seed.max)) return [];
  const most = pictures > 1 ? ' less the number of pictures' : '';
  return [
    {
      field,
      message: `${label} must be -1 (draw one) or a whole number from 0 to ${LIMITS.seed.max}${most}.`,
    },
  ];
}

/** All fields that are out of bounds, with a sentence each. */
export function fieldProblems(fields: GenerationFields): FieldProblem[] {
  const { cfgScale, eta = null, clipSkip = null } = fields;
  const cfg = LIMITS.cfgScale;
  return [
    ...prompt('The prompt', 'prompt', fields.prompt),
    ...prompt('The negative prompt', 'negativePrompt', fields.negativePrompt),
    ...seed('The seed', 'seed', fields.seed, fields.batchSize * fields.batchCount),
    ...seed('The variation seed', 'subseed', fields.subseed ?? null, fields.batchSize * fields.batchCount),
    ...whole('Steps', 'steps', fields.steps, LIMITS.steps),
    ...(cfgScale >= cfg.min && cfgScale <= cfg.max
      ? []
      : [
          {
            field: 'cfgScale' as const,
            message: `CFG scale must be a number from ${cfg.min} to ${cfg.max}.`,
          },
        ]),
    ...whole('Width', 'width', fields.width, LIMITS.side),
    ...whole('Height', 'height', fields.height, LIMITS.side),
    ...whole('Batch size', 'batchSize', fields.batchSize, LIMITS.batchSize),
    ...whole('Batch count', 'batchCount', fields.batchCount, LIMITS.batchCount),
    ...(clipSkip === null ? [] : whole('Clip skip', 'clipSkip', clipSkip, LIMITS.clipSkip)),
    ...(eta === null || (eta >= 0 && eta <= 1)
      ? []
      : [{ field: 'eta' as const, message: 'Eta must be a number from 0 to 1.' }]),
    ...detailProblems(fields),
    ...(fields.enableHr ? hiresProblems(fields) : []),
    ...(fields.initImages ? img2imgProblems(fields) : []),
  ];
}

/** The user's own eta for the sampler; null when it has none, or the sampler's own is meant anyway. */
function optionEta(
  { defaultEta, walksTimesteps }: Sampler,
  { etaAncestral, etaDdim }: GenerationOptions,
): number | null {
  if (defaultEta === undefined) return null;
  const eta = walksTimesteps ? etaDdim : etaAncestral;
  return eta === defaultEta ? null : eta;
}

/** What a picture is drawn from. Throws BadFields for more steps than can be made. */
function startOf(fields: GenerationFields, options: GenerationOptions): Img2ImgRequest {
  const img2img = resolveImg2Img(fields, options.img2img);
  if (!takesTooManySteps(img2img, fields.steps)) return img2img;
  throw new BadFields([
    {
      field: 'denoisingStrength',
      message: 'So many steps can’t be made at so low a denoising strength. Raise it, or make fewer steps.',
    },
  ]);
}

const drawnSeed = () => randomInt(LARGEST_DRAWN_SEED + 1);

/**
 * Turns what somebody asks for into what a job stores: ranges checked, sampler and checkpoint looked up, the user's
 * options filled in, seeds drawn. The studio and the WebUI API both come through here, so the same wishes make the
 * same picture. Throws BadFields (422) with all fields that are out of bounds, AppError 400 for a sampler or
 * checkpoint that is not there or can't be used, 503 when there is no checkpoint at all.
 */
export async function resolveRequest(userId: string, fields: GenerationFields): Promise<GenerationRequest> {
  const problems = fieldProblems(fields);
  if (problems.length > 0) throw new BadFields(problems);
  const { sampler, scheduler } = resolveSampler(fields.sampler, fields.scheduler);
  const options = await generationOptions(userId);
  const checkpoint = await resolveCheckpoint(fields.checkpoint || options.checkpoint);
  const img2img = fields.initImages ? startOf(fields, options) : null;
  const hires = fields.enableHr
    ? await resolveHires(fields, { sampler: sampler.name, scheduler, checkpoint })
    : null;
  const drawn = (value: number | null) => (value === null || value === -1 ? drawnSeed() : value);
  return {
    kind: img2img ? 'img2img' : 'txt2img',
    prompt: wellFormed(fields.prompt),
    negative_prompt: wellFormed(fields.negativePrompt),
    seed: drawn(fields.seed),
    subseed: drawn(fields.subseed ?? null),
    sampler_name: sampler.name,
    scheduler,
    steps: fields.steps,
    cfg_scale: fields.cfgScale,
    width: fields.width,
    height: fields.height,
    // Several pictures to start from make a batch, one picture each.
    batch_size: img2img && img2img.init_images.length > 1 ? img2img.init_images.length : fields.batchSize,
    n_iter: fields.batchCount,
    clip_skip: fields.clipSkip ?? options.clipSkip,
    eta: fields.eta ?? optionEta(sampler, options),
    checkpoint,
    save_images: fields.saveImages,
    preview_every: options.previewEvery,
    ...resolveDetails(fields, options.details),
    ...(hires ? { hires } : {}),
    ...(img2img ? { img2img } : {}),
    ...(fields.disableExtraNetworks && namesExtraNetworks(`${fields.prompt}${fields.hrPrompt ?? ''}`)
      ? { disable_extra_networks: true }
      : {}),
  };
}
