import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../errors';
import { type DiffusersComponent, openDiffusersComponent, readJsonObject } from './diffusers-component';
import { unetNames, vaeNames } from './diffusers-names';
import type { SafetensorsFile } from './safetensors';
import type { TensorInfo } from './safetensors-header';
import { REFINER_ROOT } from './text-encoder-layout';

export const MODEL_INDEX = 'model_index.json';

const PIPELINES: Record<string, 'one tower' | 'two towers'> = {
  StableDiffusionPipeline: 'one tower',
  StableDiffusionImg2ImgPipeline: 'one tower',
  StableDiffusionInpaintPipeline: 'one tower',
  StableDiffusionXLPipeline: 'two towers',
  StableDiffusionXLImg2ImgPipeline: 'two towers',
  StableDiffusionXLInpaintPipeline: 'two towers',
  LatentConsistencyModelPipeline: 'one tower',
};

const unsupported = (message: string) => new EngineError('checkpoint-unsupported', message);

/** Diffusers states either one number of heads, or one for each level; a list must mean heads of one width. */
function unetHeads(config: Record<string, unknown>): Record<string, number> {
  // The configuration calls the number of heads `attention_head_dim`, for reasons of history.
  const heads = config.num_attention_heads ?? config.attention_head_dim ?? 8;
  if (typeof heads === 'number') return { num_heads: heads };
  const channels = config.block_out_channels;
  if (!Array.isArray(heads) || !Array.isArray(channels)) return {};
  const widths = heads.map((count, level) => Number(channels[level]) / Number(count));
  if (new Set(widths).size === 1) return { num_head_channels: widths[0]! };
  throw unsupported(
    'The attention heads of this UNet differ in width between levels, which is not supported.',
  );
}

const textHint = ({ config }: DiffusersComponent) =>
  JSON.stringify({ heads: config.num_attention_heads, hidden_act: config.hidden_act });

async function schedulerHints(folder: string): Promise<Record<string, string>> {
  const { prediction_type: type = 'epsilon', rescale_betas_zero_snr } = await readJsonObject(
    path.join(folder, 'scheduler', 'scheduler_config.json'),
  );
  if (type === 'epsilon' || type === 'v_prediction') {
    return { prediction_type: type, scheduler: JSON.stringify({ rescale_betas_zero_snr }) };
  }
  throw unsupported(
    `This model predicts "${String(type).slice(0, 40)}"; supported are epsilon and v_prediction.`,
  );
}

/**
 * Reads a Diffusers folder as if it were one file with single-file names: what its configurations say that shapes do
 * not stands in `metadata` as `readHints` expects it.
 * @throws EngineError `checkpoint-missing`, `checkpoint-damaged`, `checkpoint-pickle`, `checkpoint-unsupported`
 */
export async function openDiffusersFolder(folder: string): Promise<SafetensorsFile> {
  const { _class_name: className, text_encoder: first } = await readJsonObject(
    path.join(folder, MODEL_INDEX),
  );
  const towers = PIPELINES[String(className)];
  if (!towers) {
    throw unsupported(
      `This folder holds a ${String(className).slice(0, 60)}. Supported are Stable Diffusion 1.x, 2.x and SDXL.`,
    );
  }
  const open = (name: string) => openDiffusersComponent(path.join(folder, name));
  const isRefiner = towers === 'two towers' && Array.isArray(first) && first[0] === null;
  const [unet, vae, text] = await Promise.all([
    open('unet'),
    open('vae'),
    open(isRefiner ? 'text_encoder_2' : 'text_encoder'),
  ]);
  const text2 = towers === 'two towers' && !isRefiner ? await open('text_encoder_2') : undefined;

  const tensors = new Map<string, TensorInfo>();
  const take = (from: DiffusersComponent, prefix: string, rename: (name: string) => string | undefined) => {
    for (const [name, tensor] of from.tensors) {
      const renamed = rename(name);
      if (renamed) tensors.set(prefix + renamed, tensor);
    }
  };
  const asItIs = (name: string) => name;
  take(unet, 'model.diffusion_model.', unetNames(unet.tensors.keys()));
  take(vae, 'first_stage_model.', vaeNames(vae.tensors.keys()));
  const sdxlRoot = isRefiner ? REFINER_ROOT : 'conditioner.embedders.0.transformer.';
  take(text, towers === 'two towers' ? sdxlRoot : 'cond_stage_model.transformer.', asItIs);
  if (text2) take(text2, 'conditioner.embedders.1.transformer.', asItIs);

  const parts = [unet, vae, text, ...(text2 ? [text2] : [])];
  return {
    path: await realpath(folder),
    size: parts.reduce((sum, { size }) => sum + size, 0),
    modified: Math.max(...parts.map(({ modified }) => modified)),
    tensors,
    metadata: {
      ...(await schedulerHints(folder)),
      unet: JSON.stringify(unetHeads(unet.config)),
      vae: JSON.stringify({ scaling_factor: vae.config.scaling_factor }),
      text: textHint(text),
      ...(text2 ? { text2: textHint(text2) } : {}),
    },
  };
}
