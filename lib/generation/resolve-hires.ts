import { AppError } from '@/lib/errors';
import type { ChosenCheckpoint } from './chosen-checkpoint';
import { type HiresRequest, scaledSize } from './hires';
import { LIMITS } from './limits';
import { promptProblem, wellFormed } from './prompt-text';
import { resolveOtherCheckpoint } from './resolve-checkpoint';
import { resolveSampler } from './resolve-sampler';
import { upscalerNamed } from './upscalers';

/** A second pass that somebody asks for. Absent and null: as in the first pass, or what the WebUI API means by it. */
export interface HiresFields {
  enableHr?: boolean | null;
  /** Twice the size unless said; counts when no side is given. */
  hrScale?: number | null;
  hrResizeX?: number | null;
  hrResizeY?: number | null;
  hrUpscaler?: string | null;
  /** 0: as in the first pass. */
  hrSteps?: number | null;
  hrSampler?: string | null;
  hrScheduler?: string | null;
  hrPrompt?: string | null;
  hrNegativePrompt?: string | null;
  hrCheckpoint?: string | null;
  denoisingStrength?: number | null;
}

export interface HiresProblem {
  field: keyof HiresFields;
  message: string;
}

interface FirstPass {
  width: number;
  height: number;
  steps: number;
}

const USUAL_SCALE = 2;
/** What the studio starts with. */
const USUAL_STRENGTH = 0.7;

function scalingOf({ hrScale, hrResizeX, hrResizeY }: HiresFields) {
  return { scale: hrScale ?? USUAL_SCALE, resize_x: hrResizeX ?? 0, resize_y: hrResizeY ?? 0 };
}

function sizeProblems(fields: HiresFields & FirstPass): HiresProblem[] {
  const scaling = scalingOf(fields);
  const { scale, resize_x, resize_y } = scaling;
  const { min, max } = LIMITS.hiresScale;
  const isScaled = resize_x === 0 && resize_y === 0;
  if (isScaled && !(scale >= min && scale <= max)) {
    return [{ field: 'hrScale', message: `The hires scale must be a number from ${min} to ${max}.` }];
  }
  const side = LIMITS.side;
  const isSide = (value: number) =>
    value === 0 || (Number.isInteger(value) && value >= side.min && value <= side.max);
  const bad = (['hrResizeX', 'hrResizeY'] as const).filter((field) => !isSide(fields[field] ?? 0));
  if (bad.length > 0) {
    const message = `A side of the hires fix must be 0 or a whole number from ${side.min} to ${side.max.toLocaleString('en-US')}.`;
    return bad.map((field) => ({ field, message }));
  }
  const { width, height } = scaledSize(fields, scaling);
  if ([width, height].every((value) => value >= side.min && value <= side.max)) return [];
  const message = `The hires fix would scale the picture to ${width}×${height}; sides must be from ${side.min} to ${side.max.toLocaleString('en-US')}.`;
  return [{ field: isScaled ? 'hrScale' : 'hrResizeX', message }];
}

function strengthProblems({ denoisingStrength, hrSteps, steps }: HiresFields & FirstPass): HiresProblem[] {
  const strength = denoisingStrength ?? USUAL_STRENGTH;
  const { min, max } = LIMITS.denoisingStrength;
  const refused = (message: string): HiresProblem[] => [{ field: 'denoisingStrength', message }];
  if (!(strength >= min && strength <= max)) {
    return refused(`The denoising strength must be a number from ${min} to ${max}.`);
  }
  if (strength === 0 || (hrSteps || steps) / strength <= LIMITS.scheduledSteps) return [];
  return refused(
    'So many steps can’t be made at so low a denoising strength. Raise it, or make fewer steps.',
  );
}

/** All fields of a second pass that are out of bounds, with a sentence each. */
export function hiresProblems(fields: HiresFields & FirstPass): HiresProblem[] {
  const { hrSteps } = fields;
  const steps = hrSteps ?? 0;
  const most = LIMITS.steps.max;
  const prompts = [
    ['hrPrompt', 'The hires prompt'],
    ['hrNegativePrompt', 'The negative hires prompt'],
  ] as const;
  return [
    ...sizeProblems(fields),
    ...strengthProblems(fields),
    ...(Number.isInteger(steps) && steps >= 0 && steps <= most
      ? []
      : [{ field: 'hrSteps' as const, message: `Hires steps must be a whole number from 0 to ${most}.` }]),
    ...prompts.flatMap(([field, label]) => {
      const message = promptProblem(label, fields[field] ?? '');
      return message ? [{ field, message }] : [];
    }),
  ];
}

/**
 * The second pass a job stores: names looked up, what is as in the first pass left out.
 * Throws AppError 400 for an upscaler, a sampler or a checkpoint that is not there or can't be used.
 */
export async function resolveHires(
  ownerId: string,
  fields: HiresFields & { prompt: string; negativePrompt: string },
  first: { sampler: string; scheduler: string; checkpoint: ChosenCheckpoint },
): Promise<HiresRequest> {
  const upscaler = upscalerNamed(fields.hrUpscaler || 'Latent');
  if (!upscaler) {
    throw new AppError({
      code: 'upscaler_not_found',
      status: 400,
      message: `There is no upscaler "${fields.hrUpscaler}" here. Choose one of those listed.`,
    });
  }
  const { sampler, scheduler } = resolveSampler(
    fields.hrSampler || first.sampler,
    fields.hrScheduler || first.scheduler,
  );
  const checkpoint = fields.hrCheckpoint ? await resolveOtherCheckpoint(ownerId, fields.hrCheckpoint) : null;
  const other = (text: string | null | undefined, same: string) =>
    text && text !== same ? wellFormed(text) : '';
  return {
    ...scalingOf(fields),
    upscaler,
    second_pass_steps: fields.hrSteps ?? 0,
    denoising_strength: fields.denoisingStrength ?? USUAL_STRENGTH,
    sampler_name: sampler.name === first.sampler ? null : sampler.name,
    scheduler: scheduler === first.scheduler && sampler.name === first.sampler ? null : scheduler,
    prompt: other(fields.hrPrompt, fields.prompt),
    negative_prompt: other(fields.hrNegativePrompt, fields.negativePrompt),
    checkpoint: checkpoint?.id === first.checkpoint.id ? null : checkpoint,
  };
}
