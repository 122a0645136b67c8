import { checkpointById, checkpointFile as pathOf } from '@/lib/catalog';
import { AppError } from '@/lib/errors';
import type { ChosenCheckpoint } from '@/lib/generation/chosen-checkpoint';
import { detailsOf, seedOf, subseedOf } from '@/lib/generation/details';
import type { HiresRequest } from '@/lib/generation/hires';
import type { DrawnFacts } from '@/lib/generation/infotext';
import type { Owner } from '@/lib/generation/owner';
import type { GenerationRequest } from '@/lib/generation/request';
import { type ChosenVae, vaeFile } from '@/lib/generation/resolve-vae';
import type { ClaimedJob } from '@/lib/jobs/claim';
import type { AdapterRequest } from '../engine/adapters/adapter-request';
import type { HiresPass, PictureRequest } from '../engine/pipeline/request';
import type { Txt2ImgRequest } from '../engine/pipeline/txt2img';
import type { EngineJob } from '../engine-protocol';
import type { Beginning } from '../workpieces/workpiece';
import { drawnFacts } from './drawn-facts';
import { adaptersOf } from './engine-job-adapters';
import { type StartOfPicture, startsOf } from './engine-job-img2img';
import { drawingOf, refinerOf } from './engine-job-options';
import { showingMasks } from './mask-pictures';

/** Latents are this many times smaller than pictures. */
const LATENT_FACTOR = 8;

/** A job as the engine is told of it. */
export interface PreparedJob {
  job: EngineJob;
  /** What is left out of the pictures and why, a sentence each. */
  warnings: string[];
  /** What their infotexts say besides the request. */
  facts: DrawnFacts;
}

/**
 * What the engine has to draw for a job.
 * @param made what its pictures begin with instead of what was sent
 * @throws AppError `checkpoint_gone`, `checkpoint_unusable` (409), `input_gone` (410), `input_damaged` (500)
 */
export async function toEngineJob(claimed: ClaimedJob, made?: readonly Beginning[]): Promise<PreparedJob> {
  const { id, request, userId, userName } = claimed;
  const owner = { id: userId, name: userName };
  const { checkpoint, hires, img2img, refiner } = request;
  const [{ warnings, ...adapters }, vae, checkpointFile] = await Promise.all([
    adaptersOf(request, owner),
    findVae(request.vae, owner),
    fileOf(claimed, checkpoint),
  ]);
  const job = {
    id,
    checkpoint: checkpointFile,
    ...(vae.path === undefined ? {} : { vae: vae.path }),
    batches: toBatches(request, {
      ...adapters,
      ...(img2img ? { starts: showingMasks(request, await startsOf(id, img2img, made)) } : {}),
      ...(hires?.checkpoint ? { hiresCheckpoint: await fileOf(claimed, hires.checkpoint) } : {}),
      ...(refiner ? { refinerCheckpoint: await fileOf(claimed, refiner.checkpoint) } : {}),
    }),
    previewEvery: request.preview_every,
  };
  return {
    job,
    warnings: [...(request.warnings ?? []), ...vae.warnings, ...warnings],
    facts: {
      ...(await drawnFacts(request, adapters, vae.path)),
      ...(request.tells_user ? { user: userName } : {}),
    },
  };
}

/** Where the VAE lies; one that was removed meanwhile is left out and told. */
async function findVae(
  vae: ChosenVae | undefined,
  owner: Owner,
): Promise<{ path?: string; warnings: string[] }> {
  if (!vae) return { warnings: [] };
  const path = await vaeFile(owner, vae);
  if (path !== null) return { path, warnings: [] };
  return { warnings: [`The VAE “${vae.name}” was removed, so the checkpoint's own is used.`] };
}

/** What a request needs from files besides its checkpoint. */
interface RequestFiles {
  /** Absolute path. */
  hiresCheckpoint?: string;
  refinerCheckpoint?: string;
  adapters?: AdapterRequest[];
  /** Of the second pass, where it has others. */
  hiresAdapters?: AdapterRequest[];
  /** What the pictures of a batch are drawn from: one each, or one for all. */
  starts?: StartOfPicture[];
}

/** `n_iter` batches of `batch_size` pictures; picture k of the job has seed + k, or a variation of its own. */
export function toBatches(request: GenerationRequest, files: RequestFiles = {}): PictureRequest[][] {
  return Array.from({ length: request.n_iter }, (_, batch) =>
    Array.from({ length: request.batch_size }, (_, place) =>
      toPicture(request, batch * request.batch_size + place, files),
    ),
  );
}

const floored = (side: number) => Math.floor(side / LATENT_FACTOR) * LATENT_FACTOR;

function toPicture(
  request: GenerationRequest,
  index: number,
  { adapters = [], starts = [], ...files }: RequestFiles,
): PictureRequest {
  const { hires } = request;
  const start = starts[index % request.batch_size] ?? starts[0];
  return {
    prompt: request.prompt,
    negativePrompt: request.negative_prompt,
    // The second pass's size goes by what was asked; the engine floors the first's itself.
    width: hires ? request.width : floored(request.width),
    height: hires ? request.height : floored(request.height),
    steps: request.steps,
    cfgScale: request.cfg_scale,
    // Resolved when the job was submitted; the engine refuses what it does not know.
    sampler: request.sampler_name as Txt2ImgRequest['sampler'],
    scheduler: request.scheduler as Txt2ImgRequest['scheduler'],
    ...noiseOf(request, index),
    clipSkip: request.clip_skip,
    ...(request.eta === null ? {} : { eta: request.eta }),
    ...drawingOf(request),
    ...refinerOf(request, files.refinerCheckpoint),
    ...(adapters.length > 0 ? { adapters } : {}),
    ...(hires ? { hires: secondPass(hires, files) } : {}),
    ...start,
  };
}

/** What the second pass does otherwise than the first. */
function secondPass(
  hires: HiresRequest,
  { hiresCheckpoint: checkpoint, hiresAdapters: adapters }: RequestFiles,
): HiresPass {
  const {
    scale,
    resize_x: width,
    resize_y: height,
    prompt,
    negative_prompt,
    sampler_name,
    scheduler,
  } = hires;
  return {
    upscaler: hires.upscaler,
    size: width === 0 && height === 0 ? { scale } : { width, height },
    steps: hires.second_pass_steps,
    denoisingStrength: hires.denoising_strength,
    ...(prompt ? { prompt } : {}),
    ...(negative_prompt ? { negativePrompt: negative_prompt } : {}),
    ...(sampler_name ? { sampler: sampler_name as Txt2ImgRequest['sampler'] } : {}),
    ...(scheduler ? { scheduler: scheduler as Txt2ImgRequest['scheduler'] } : {}),
    ...(checkpoint ? { checkpoint } : {}),
    ...(adapters ? { adapters } : {}),
  };
}

/** What decides the noise, by the engine's names. */
function noiseOf(request: GenerationRequest, index: number) {
  const details = detailsOf(request);
  const { s_churn, s_tmin, s_tmax, s_noise, s_min_uncond, emphasis, tiling } = details;
  const { seed_resize_from_w: width, seed_resize_from_h: height } = details;
  return {
    seed: seedOf(request, index),
    subseed: subseedOf(request, index),
    subseedStrength: details.subseed_strength,
    noiseSource: details.noise_source,
    ensd: details.eta_noise_seed_delta,
    ...(width > 0 && height > 0 ? { seedResizeFrom: { width, height } } : {}),
    s_churn,
    s_tmin,
    s_tmax,
    s_noise,
    s_min_uncond,
    emphasis,
    tiling,
  };
}

/** Where a checkpoint lies that the job's owner may use. */
async function fileOf({ userId, userName }: ClaimedJob, checkpoint: ChosenCheckpoint): Promise<string> {
  const found = await checkpointById(userId, checkpoint.id);
  const file = found && (await pathOf(found, userName));
  if (!found || !file) {
    throw new AppError({
      code: 'checkpoint_gone',
      status: 409,
      message: `The checkpoint “${checkpoint.name}” was removed, or is no longer shared with you, since you asked for this picture. Choose another one and generate again.`,
    });
  }
  if (found.problem) {
    throw new AppError({
      code: 'checkpoint_unusable',
      status: 409,
      message: `The checkpoint “${checkpoint.name}” can’t be used any more: ${found.problem}`,
    });
  }
  return file;
}
