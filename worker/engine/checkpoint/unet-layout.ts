import { EngineError } from '../errors';
import type { Family, UNetLayout, UNetModule } from './architecture';
import type { Hints } from './hints';
import type { SafetensorsFile } from './safetensors';
import { TensorGroup } from './tensor-group';

/** Heads of attention over so many channels. */
type HeadCount = (channels: number) => number;

/** The head count is not in the shapes: SD 1.x has 8 everywhere, later families heads of width 64. */
function headCountOf(family: Family, { headWidth, heads }: Hints['unet']): HeadCount {
  const width = headWidth ?? (family !== 'sd1' && !heads ? 64 : undefined);
  return (channels) => (width ? Math.max(1, Math.floor(channels / width)) : (heads ?? 8));
}

function moduleAt(tensors: TensorGroup, key: string, headCount: HeadCount): UNetModule | undefined {
  const has = (name: string) => tensors.has(`${key}.${name}`);
  if (has('in_layers.0.weight')) {
    return { kind: 'residual', key, channels: tensors.size(`${key}.out_layers.3.weight`, 0) };
  }
  if (has('transformer_blocks.0.norm1.weight')) {
    const channels = tensors.size(`${key}.norm.weight`, 0);
    const depth = tensors.count((i) => `${key}.transformer_blocks.${i}.norm1.weight`);
    return { kind: 'transformer', key, channels, depth, heads: headCount(channels) };
  }
  if (has('op.weight')) return { kind: 'downsample', key, channels: tensors.size(`${key}.op.weight`, 0) };
  if (has('conv.weight')) return { kind: 'upsample', key, channels: tensors.size(`${key}.conv.weight`, 0) };
  if (has('weight')) return { kind: 'conv', key, channels: tensors.size(`${key}.weight`, 0) };
  return undefined;
}

function modulesOf(tensors: TensorGroup, block: string, headCount: HeadCount): UNetModule[] {
  const modules: UNetModule[] = [];
  for (;;) {
    const module = moduleAt(tensors, `${block}.${modules.length}`, headCount);
    if (!module) return modules;
    modules.push(module);
  }
}

function blocksOf(tensors: TensorGroup, stack: string, headCount: HeadCount): UNetModule[][] {
  const blocks: UNetModule[][] = [];
  for (;;) {
    const modules = modulesOf(tensors, `${stack}.${blocks.length}`, headCount);
    if (modules.length === 0) return blocks;
    blocks.push(modules);
  }
}

function contextWidthOf(tensors: TensorGroup): number {
  const suffix = '.transformer_blocks.0.attn2.to_k.weight';
  for (const name of tensors.file.tensors.keys()) {
    if (name.startsWith(tensors.prefix) && name.endsWith(suffix)) {
      return tensors.size(name.slice(tensors.prefix.length), 1);
    }
  }
  throw new EngineError(
    'checkpoint-unsupported',
    'This UNet has no cross-attention, so it cannot follow a prompt. Choose another checkpoint.',
  );
}

/**
 * The UNet of CompVis latent-diffusion, of any width, depth and attention placement.
 * @throws EngineError `checkpoint-damaged`, `checkpoint-unsupported`
 * @see CompVis/latent-diffusion `ldm/modules/diffusionmodules/openaimodel.py`
 */
export function unetLayout(file: SafetensorsFile, family: Family, hints: Hints['unet']): UNetLayout {
  const tensors = new TensorGroup(file, 'model.diffusion_model.');
  const headCount = headCountOf(family, hints);
  const layout: UNetLayout = {
    prefix: tensors.prefix,
    inChannels: tensors.size('input_blocks.0.0.weight', 1),
    outChannels: tensors.size('out.2.weight', 0),
    modelChannels: tensors.size('time_embed.0.weight', 1),
    embeddingWidth: tensors.size('time_embed.2.weight', 0),
    contextWidth: contextWidthOf(tensors),
    input: blocksOf(tensors, 'input_blocks', headCount),
    middle: modulesOf(tensors, 'middle_block', headCount),
    output: blocksOf(tensors, 'output_blocks', headCount),
  };
  if (layout.input.length !== layout.output.length || layout.middle.length === 0) {
    throw new EngineError(
      'checkpoint-damaged',
      `This checkpoint's UNet has ${layout.input.length} input and ${layout.output.length} output blocks; ` +
        'they must be equally many. It is incomplete: download or export it again.',
    );
  }
  return layout;
}
