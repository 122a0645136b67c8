import { createHash } from 'node:crypto';
import { seedOf } from '@/lib/generation/details';
import type { Hashed, NameFacts } from '@/lib/generation/naming/name-facts';
import { samplerNamed } from '@/lib/generation/samplers';
import { cellOfPicture } from '@/lib/generation/series/cell-of-picture';
import type { ClaimedJob } from '@/lib/jobs/claim';
import type { StagedPicture } from './staged-picture';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What the name of a picture may tell of it and of the request it was drawn by. */
export function nameFactsOf(job: ClaimedJob, picture: StagedPicture, date: Date): NameFacts {
  const { request, index } = cellOfPicture(job.request, picture.index);
  const { prompt, negative_prompt, styled, batch_size, n_iter, scheduler } = request;
  const texts: Record<Exclude<Hashed, 'image'>, string> = {
    prompt,
    negativePrompt: negative_prompt,
    fullPrompt: `${prompt} ${negative_prompt}`,
  };
  return {
    prompt,
    negativePrompt: negative_prompt,
    promptWithoutStyles: styled?.prompt ?? prompt,
    styles: styled?.styles ?? [],
    seed: picture.seed,
    seeds: { first: seedOf(request, 0), last: seedOf(request, batch_size * n_iter - 1) },
    steps: request.steps,
    cfgScale: request.cfg_scale,
    width: picture.width,
    height: picture.height,
    sampler: request.sampler_name,
    scheduler:
      scheduler === 'Automatic'
        ? (samplerNamed(request.sampler_name)?.options.scheduler ?? scheduler)
        : scheduler,
    model: request.checkpoint,
    vae: request.vae?.name ?? null,
    clipSkip: request.clip_skip,
    denoisingStrength: (request.hires ?? request.img2img)?.denoising_strength ?? null,
    batchSize: batch_size,
    batchCount: n_iter,
    index,
    user: job.userName,
    date,
    begun: job.startedAt,
    basename: picture.grid ?? '',
    hashOf: (what) => (what === 'image' ? (picture.samplesHash ?? '') : sha256(texts[what])),
  };
}
