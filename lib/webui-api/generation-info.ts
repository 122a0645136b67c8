import { seedOf, subseedOf } from '@/lib/generation/details';
import { hiresValues } from '@/lib/generation/hires';
import { maskValues } from '@/lib/generation/img2img';
import { hiresScheduleLabel, samplerPairs, writeInfotext } from '@/lib/generation/infotext';
import { promptPairs, samplingPairs, schedulePairs, trainingPairs } from '@/lib/generation/infotext-options';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import type { GenerationRequest } from '@/lib/generation/request';
import { scheduleLabel } from '@/lib/generation/resolve-sampler';
import { samplerNamed } from '@/lib/generation/samplers';
import { PROGRAM } from '@/lib/generation/version';
import { Float, pythonJson } from '@/lib/http/python-json';
import type { JobView } from '@/lib/jobs/types';
import type { SharedFields } from './generation-fields';

/** YYYYMMDDHHMMSS, UTC. */
export function jobTimestamp({ startedAt, createdAt }: JobView): string {
  return (startedAt ?? createdAt).replace(/\D/g, '').slice(0, 14);
}

const floatOrNull = (value: number | null) => (value === null ? null : new Float(value));

/** Told in the infotexts; programs know them as null here. */
const PER_PICTURE = new Set(['Hires prompt', 'Hires negative prompt']);

const strengthOf = ({ hires, img2img }: GenerationRequest) => (hires ?? img2img)?.denoising_strength;

/** What a picture's start adds. */
function startParameters(img2img: GenerationRequest['img2img']): Record<string, unknown> {
  if (!img2img) return {};
  const { initial_noise_multiplier } = img2img;
  return {
    ...Object.fromEntries(maskValues(img2img).filter(([, value]) => value !== null)),
    ...(initial_noise_multiplier === 1 ? {} : { 'Noise multiplier': new Float(initial_noise_multiplier) }),
  };
}

/** What infotexts write as text, as Python has it. */
function typed(text: string): unknown {
  if (text === 'True' || text === 'False') return text === 'True';
  return /^-?\d+\.\d+(?:e[+-]?\d+)?$/.test(text) ? new Float(Number(text)) : text;
}

/** What options and files add. */
function optionParameters(request: GenerationRequest, told: Map<string, string>): Record<string, unknown> {
  const pairs = [promptPairs, trainingPairs, schedulePairs, samplingPairs].flatMap((of) => of(request));
  const hashes = ['Lora hashes', 'TI hashes'].map((key) => [key, told.get(key) ?? null] as const);
  const all = [...hashes, ...pairs].filter((pair): pair is [string, string] => pair[1] !== null);
  return Object.fromEntries(all.map(([key, value]) => [key, typed(value)]));
}

function extraParameters(request: GenerationRequest, infotext: Map<string, string>): Record<string, unknown> {
  const sampler = samplerNamed(request.sampler_name);
  const schedule = sampler ? scheduleLabel(sampler, request.scheduler) : request.scheduler;
  const noise = samplerPairs(request).map(([key, value]) => [key, new Float(Number(value))]);
  const strength = strengthOf(request);
  const hires = request.hires ? hiresValues(request.hires, hiresScheduleLabel(request)) : [];
  const told = hires.filter(([key, value]) => value !== null || PER_PICTURE.has(key));
  return {
    ...(schedule === 'Automatic' ? {} : { 'Schedule type': schedule }),
    ...(strength === undefined ? {} : { 'Denoising strength': new Float(strength) }),
    ...Object.fromEntries(
      told.map(([key, value]) => [
        key,
        PER_PICTURE.has(key) ? null : key === 'Hires upscale' ? new Float(Number(value)) : value,
      ]),
    ),
    ...startParameters(request.img2img),
    ...optionParameters(request, infotext),
    ...Object.fromEntries(noise),
    ...Object.fromEntries((request.series?.told.each ?? []).map(([key, value]) => [key, typed(value)])),
  };
}

/** What `info` tells of each picture. */
interface ToldPicture {
  prompt: string;
  negativePrompt: string;
  seed: number;
  subseed: number;
}

/** Each picture of a script has a request of its own, which its infotext tells. */
function toldPictures(request: GenerationRequest, drawn: readonly string[] | null): ToldPicture[] {
  if (!drawn) {
    const count = request.batch_size * request.n_iter;
    return Array.from({ length: count }, (_, index) => ({
      prompt: request.prompt,
      negativePrompt: request.negative_prompt,
      seed: seedOf(request, index),
      subseed: subseedOf(request, index),
    }));
  }
  return drawn.map((text) => {
    const { prompt, negativePrompt, pairs } = parseInfotext(text);
    const number = (key: string, otherwise: number) => Number(pairs.get(key) ?? otherwise);
    return {
      prompt,
      negativePrompt,
      seed: number('Seed', request.seed),
      subseed: number('Variation seed', request.subseed),
    };
  });
}

/**
 * `info` of the answer (sdapi §4), as JSON text.
 * @param infotexts one for each of the answer's images
 * @param drawn infotexts of all that a script drew, grids left out; null: there was none
 */
export function generationInfo(
  job: JobView,
  fields: SharedFields,
  {
    infotexts,
    indexOfFirstImage,
    drawn,
  }: { infotexts: string[]; indexOfFirstImage: number; drawn: readonly string[] | null },
): string {
  const { request } = job;
  const first = parseInfotext(infotexts[0] ?? '').pairs;
  const pictures = toldPictures(request, drawn);
  return pythonJson({
    prompt: request.prompt,
    all_prompts: pictures.map(({ prompt }) => prompt),
    negative_prompt: request.negative_prompt,
    all_negative_prompts: pictures.map(({ negativePrompt }) => negativePrompt),
    seed: request.seed,
    all_seeds: pictures.map(({ seed }) => seed),
    subseed: request.subseed,
    all_subseeds: pictures.map(({ subseed }) => subseed),
    subseed_strength: new Float(request.subseed_strength ?? 0),
    width: request.width,
    height: request.height,
    sampler_name: request.sampler_name,
    cfg_scale: new Float(request.cfg_scale),
    steps: request.steps,
    batch_size: request.batch_size,
    restore_faces: false,
    face_restoration_model: null,
    sd_model_name: request.checkpoint.name,
    sd_model_hash: request.checkpoint.hash,
    sd_vae_name: request.vae?.name ?? null,
    sd_vae_hash: first.get('VAE hash') ?? null,
    seed_resize_from_w: fields.seed_resize_from_w ?? -1,
    seed_resize_from_h: fields.seed_resize_from_h ?? -1,
    denoising_strength: floatOrNull(strengthOf(request) ?? fields.denoising_strength),
    extra_generation_params: extraParameters(request, first),
    index_of_first_image: indexOfFirstImage,
    infotexts: infotexts.length > 0 ? infotexts : [writeInfotext(request, 0)],
    styles: fields.styles ?? [],
    job_timestamp: jobTimestamp(job),
    clip_skip: request.clip_skip,
    is_using_inpainting_conditioning: request.checkpoint.inpainting === true,
    version: PROGRAM,
    // Other programs show these under the picture, a line each. Absent where there are none.
    ...(job.warnings.length > 0 ? { comments: job.warnings.map((text) => `${text}\n`).join('') } : {}),
  });
}
