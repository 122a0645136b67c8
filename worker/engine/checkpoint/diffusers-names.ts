/** Diffusers and transformers names of tensors → those of single files. Names that no network has give undefined. */

const RESNET: Record<string, string> = {
  norm1: 'in_layers.0',
  conv1: 'in_layers.2',
  time_emb_proj: 'emb_layers.1',
  norm2: 'out_layers.0',
  conv2: 'out_layers.3',
  conv_shortcut: 'skip_connection',
};
const UNET_ENDS: Record<string, string> = {
  'time_embedding.linear_1': 'time_embed.0',
  'time_embedding.linear_2': 'time_embed.2',
  'add_embedding.linear_1': 'label_emb.0.0',
  'add_embedding.linear_2': 'label_emb.0.2',
  conv_in: 'input_blocks.0.0',
  conv_norm_out: 'out.0',
  conv_out: 'out.2',
};
const MIDDLE: Record<string, string> = { 'resnets.0': '0', 'attentions.0': '1', 'resnets.1': '2' };
const UNET_BLOCK = /^(down|up)_blocks\.(\d+)\.(resnets|attentions|downsamplers|upsamplers)\.(\d+)\.(.+)$/;
const UNET_MIDDLE = /^mid_block\.((resnets|attentions)\.\d+)\.(.+)$/;

/** `conv1.weight` of a residual block → `in_layers.2.weight`. */
function residualPart(rest: string): string | undefined {
  const dot = rest.lastIndexOf('.');
  const part = RESNET[rest.slice(0, dot)];
  return part && part + rest.slice(dot);
}

/**
 * Renames the tensors of a UNet; blocks are counted through in single files, level by level in Diffusers.
 * @param names all tensors of the component
 */
export function unetNames(names: Iterable<string>): (name: string) => string | undefined {
  const all = [...names];
  const attended = new Set(all.map((name) => /^up_blocks\.(\d+)\.attentions\./.exec(name)?.[1]));
  const perLevel = new Set(all.map((name) => /^down_blocks\.0\.resnets\.(\d+)\./.exec(name)?.[1]));
  perLevel.delete(undefined);
  const residuals = perLevel.size;

  const inBlock = (match: RegExpExecArray): string | undefined => {
    const [, way, level, kind, index, rest = ''] = match;
    const stack = way === 'down' ? 'input_blocks' : 'output_blocks';
    const first = Number(level) * (residuals + 1) + (way === 'down' ? 1 : 0);
    if (kind === 'downsamplers') return `${stack}.${first + residuals}.0.${rest.replace(/^conv\./, 'op.')}`;
    if (kind === 'upsamplers') return `${stack}.${first + residuals}.${attended.has(level) ? 2 : 1}.${rest}`;
    const block = `${stack}.${first + Number(index)}`;
    if (kind === 'attentions') return `${block}.1.${rest}`;
    const part = residualPart(rest);
    return part && `${block}.0.${part}`;
  };

  return (name) => {
    const dot = name.lastIndexOf('.');
    const end = UNET_ENDS[name.slice(0, dot)];
    if (end) return end + name.slice(dot);
    const block = UNET_BLOCK.exec(name);
    if (block) return inBlock(block);
    const middle = UNET_MIDDLE.exec(name);
    const place = middle ? MIDDLE[middle[1]!] : undefined;
    if (!middle || !place) return undefined;
    const part = middle[2] === 'resnets' ? residualPart(middle[3]!) : middle[3];
    return part && `middle_block.${place}.${part}`;
  };
}

/** Both generations of Diffusers' names. */
const VAE_ATTENTION: Record<string, string> = {
  group_norm: 'norm',
  to_q: 'q',
  to_k: 'k',
  to_v: 'v',
  'to_out.0': 'proj_out',
  query: 'q',
  key: 'k',
  value: 'v',
  proj_attn: 'proj_out',
};
const VAE_SAMPLERS: Record<string, string> = { downsamplers: 'downsample', upsamplers: 'upsample' };
const VAE_BLOCK =
  /^(encoder|decoder)\.(down|up)_blocks\.(\d+)\.(resnets|downsamplers|upsamplers)\.(\d+)\.(.+)$/;
const VAE_MIDDLE = /^(encoder|decoder)\.mid_block\.(resnets|attentions)\.(\d+)\.(.+)\.(weight|bias)$/;

/**
 * Renames the tensors of an autoencoder; single files count the decoder's levels from the pixels.
 * @param names all tensors of the component
 */
export function vaeNames(names: Iterable<string>): (name: string) => string | undefined {
  const levels = new Set([...names].map((name) => /^decoder\.up_blocks\.(\d+)\./.exec(name)?.[1]));
  levels.delete(undefined);
  return (name) => {
    const plain = name.replace('conv_norm_out', 'norm_out').replace('conv_shortcut', 'nin_shortcut');
    const block = VAE_BLOCK.exec(plain);
    if (block) {
      const [, half, way, index, kind = '', place, rest] = block;
      const level = way === 'down' ? Number(index) : levels.size - 1 - Number(index);
      return `${half}.${way}.${level}.${VAE_SAMPLERS[kind] ?? `block.${place}`}.${rest}`;
    }
    const middle = VAE_MIDDLE.exec(plain);
    if (!middle) return plain;
    const [, half, kind, place, part = '', leaf] = middle;
    if (kind === 'resnets') return `${half}.mid.block_${Number(place) + 1}.${part}.${leaf}`;
    return VAE_ATTENTION[part] && `${half}.mid.attn_1.${VAE_ATTENTION[part]}.${leaf}`;
  };
}

/** Whether an autoencoder's tensors have Diffusers' names. */
export const isDiffusersVae = (names: Iterable<string>): boolean =>
  [...names].some((name) => name.startsWith('decoder.up_blocks.') || name.startsWith('decoder.mid_block.'));
