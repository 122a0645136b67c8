import {
  type GenerationOptions,
  optionsOfGeneration,
  type StoredOptions,
  storedOptions,
} from '@/lib/options';
import type { ChosenCheckpoint } from './chosen-checkpoint';
import { DRAWING_OPTIONS, type RequestOptions } from './drawing-options';
import { drawnSeed } from './drawn-seed';
import { namesExtraNetworks } from './extra-networks';
import { BadFields, type GenerationFields, refuseProblems } from './generation-fields';
import { oldFirstSize } from './hires';
import type { Img2ImgRequest } from './img2img';
import { lookForAdapters } from './look-for-adapters';
import { unusual } from './option-group';
import type { Owner } from './owner';
import type { GenerationRequest } from './request';
import { resolveCheckpoint, resolveOtherCheckpoint } from './resolve-checkpoint';
import { resolveDetails } from './resolve-details';
import { resolveHires } from './resolve-hires';
import { resolveImg2Img, takesTooManySteps } from './resolve-img2img';
import { resolveKeeping } from './resolve-keeping';
import { resolvePrompts } from './resolve-prompts';
import { resolveSampler } from './resolve-sampler';
import { resolveVae } from './resolve-vae';
import type { Sampler } from './samplers';
import { SAVING_OPTIONS } from './saving-options';
import { resolveSeries } from './series/resolve-series';

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

/** Keys that infotexts leave out because the options say so. */
function untoldKeys(options: RequestOptions): string[] {
  const told = [
    ['Model hash', options.add_model_hash_to_info],
    ['Model', options.add_model_name_to_info],
    ['VAE hash', options.add_vae_hash_to_info],
    ['VAE', options.add_vae_name_to_info],
    ['Lora hashes', options.lora_add_hashes_to_infotext],
    ['TI hashes', options.textual_inversion_add_hashes_to_infotext],
    ['Version', options.add_version_to_infotext],
  ] as const;
  return told.flatMap(([key, isTold]) => (isTold ? [] : [key]));
}

/** A checkpoint that is refined by itself is not refined, nor one whose refiner would never take over. */
async function refinerOf(
  ownerId: string,
  { refinerCheckpoint, refinerSwitchAt = null }: GenerationFields,
  checkpoint: ChosenCheckpoint,
): Promise<GenerationRequest['refiner'] | null> {
  if (!refinerCheckpoint || /^none$/i.test(refinerCheckpoint)) return null;
  const found = await resolveOtherCheckpoint(ownerId, refinerCheckpoint);
  if (found.id === checkpoint.id || (refinerSwitchAt ?? 0) > 1) return null;
  return { checkpoint: found, switch_at: refinerSwitchAt === null ? null : Math.max(0, refinerSwitchAt) };
}

/** The size that was asked for is the second pass's. */
function asSecondSize(fields: GenerationFields): GenerationFields {
  if (!fields.enableHr) return fields;
  return { ...fields, hrResizeX: fields.width, hrResizeY: fields.height, ...oldFirstSize(fields) };
}

/**
 * Turns what somebody asks for into what a job stores: ranges checked, sampler and checkpoint looked up, the user's
 * options and styles filled in, seeds drawn. The studio and the WebUI API both come through here, so the same wishes make
 * the same picture. Throws BadFields (422) with all fields that are out of bounds, AppError 400 for a sampler or
 * checkpoint that is not there or can't be used, 503 when there is no checkpoint at all.
 *
 * @param stored the user's options, where they were read already
 */
export async function resolveRequest(
  owner: Owner,
  { script, ...asked }: GenerationFields,
  stored?: StoredOptions,
): Promise<GenerationRequest> {
  const options = optionsOfGeneration(stored ?? (await storedOptions(owner.id)));
  const resolve = (fields: GenerationFields) => resolveOne(owner, fields, options);
  if (!script) return resolve(asked);
  // A script makes a grid of its own, and shows what it drew and nothing else.
  return resolveSeries(asked, script, async (fields) => {
    const { batch_grid: _, mask_pictures: __, ...request } = await resolve(fields);
    return request;
  });
}

async function resolveOne(
  owner: Owner,
  asked: GenerationFields,
  options: GenerationOptions,
): Promise<GenerationRequest> {
  refuseProblems(asked);
  const own = { ...options.request, ...asked.options };
  const fields = await resolvePrompts(
    owner,
    own.use_old_hires_fix_width_height ? asSecondSize(asked) : asked,
    own,
  );
  refuseProblems(fields);
  const { sampler, scheduler } = resolveSampler(fields.sampler, fields.scheduler);
  const chosen = resolveCheckpoint(owner.id, fields.checkpoint || options.checkpoint);
  const [checkpoint, { vae, warnings: vaeWarnings }] = await Promise.all([
    chosen,
    resolveVae(owner, fields.vae || options.vae, chosen),
    fields.disableExtraNetworks
      ? undefined
      : lookForAdapters(owner.id, `${fields.prompt} ${fields.hrPrompt ?? ''}`),
  ]);
  const img2img = fields.initImages ? startOf(fields, options) : null;
  const hires = fields.enableHr
    ? await resolveHires(owner.id, fields, { sampler: sampler.name, scheduler, checkpoint })
    : null;
  const refiner = await refinerOf(owner.id, fields, checkpoint);
  const warnings = [...(fields.warnings ?? []), ...vaeWarnings];
  const untold = untoldKeys(own);
  const drawn = (value: number | null) => (value === null || value === -1 ? drawnSeed() : value);
  const kind = img2img ? 'img2img' : 'txt2img';
  // Several pictures to start from make a batch, one picture each.
  const batchSize = img2img && img2img.init_images.length > 1 ? img2img.init_images.length : fields.batchSize;
  return {
    kind,
    prompt: fields.prompt,
    negative_prompt: fields.negativePrompt,
    seed: drawn(fields.seed),
    subseed: drawn(fields.subseed ?? null),
    sampler_name: sampler.name,
    scheduler,
    steps: fields.steps,
    cfg_scale: fields.cfgScale,
    width: fields.width,
    height: fields.height,
    batch_size: batchSize,
    n_iter: fields.batchCount,
    clip_skip: fields.clipSkip ?? options.clipSkip,
    eta: fields.eta ?? optionEta(sampler, options),
    checkpoint,
    preview_every: options.previewEvery,
    ...resolveKeeping(owner, asked, own, { kind, pictures: batchSize * fields.batchCount }),
    ...unusual(SAVING_OPTIONS, own),
    ...resolveDetails(fields, options.details),
    ...unusual(DRAWING_OPTIONS, own),
    ...(refiner ? { refiner } : {}),
    ...(vae ? { vae } : {}),
    ...(hires ? { hires } : {}),
    ...(img2img ? { img2img } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(untold.length > 0 ? { untold } : {}),
    ...(own.add_user_name_to_info ? { tells_user: true } : {}),
    ...(fields.disableExtraNetworks && namesExtraNetworks(`${fields.prompt}${fields.hrPrompt ?? ''}`)
      ? { disable_extra_networks: true }
      : {}),
  };
}
