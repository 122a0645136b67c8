import type { NetworkName } from '../evaluation';

/** What the difference of one layer is made of; the words are those of the kohya and LyCORIS files. */
export type PartName = (typeof PARTS)[number][1];

/** Endings of tensor names; `.weight`, in which others end, is the last. */
const PARTS = [
  ['.lora_up.weight', 'up'],
  ['.lora_down.weight', 'down'],
  ['.lora_mid.weight', 'mid'],
  ['.lora_B.default.weight', 'up'],
  ['.lora_A.default.weight', 'down'],
  ['.lora_B.weight', 'up'],
  ['.lora_A.weight', 'down'],
  ['.lora_linear_layer.up.weight', 'up'],
  ['.lora_linear_layer.down.weight', 'down'],
  ['_lora.up.weight', 'up'],
  ['_lora.down.weight', 'down'],
  ['.lora.up.weight', 'up'],
  ['.lora.down.weight', 'down'],
  ['.alpha', 'alpha'],
  ['.hada_w1_a', 'hada_w1_a'],
  ['.hada_w1_b', 'hada_w1_b'],
  ['.hada_t1', 'hada_t1'],
  ['.hada_w2_a', 'hada_w2_a'],
  ['.hada_w2_b', 'hada_w2_b'],
  ['.hada_t2', 'hada_t2'],
  ['.lokr_w1', 'lokr_w1'],
  ['.lokr_w1_a', 'lokr_w1_a'],
  ['.lokr_w1_b', 'lokr_w1_b'],
  ['.lokr_t1', 'lokr_t1'],
  ['.lokr_w2', 'lokr_w2'],
  ['.lokr_w2_a', 'lokr_w2_a'],
  ['.lokr_w2_b', 'lokr_w2_b'],
  ['.lokr_t2', 'lokr_t2'],
  ['.diff', 'diff'],
  ['.scale', 'scale'],
  ['.dora_scale', 'dora_scale'],
  ['.lora_magnitude_vector.weight', 'magnitude'],
  ['.lora_magnitude_vector', 'magnitude'],
  ['.oft_blocks', 'oft_blocks'],
  ['.oft_diag', 'oft_diag'],
  ['.rescale', 'rescale'],
  ['.a1.weight', 'a1'],
  ['.a2.weight', 'a2'],
  ['.b1.weight', 'b1'],
  ['.b2.weight', 'b2'],
  ['.on_input', 'on_input'],
  ['.weight', 'weight'],
] as const;

const PREFIXES: [prefix: string, network: NetworkName][] = [
  ['lora_unet_', 'denoiser'],
  ['lora_te1_', 'text'],
  ['lora_te2_', 'text2'],
  ['lora_te_', 'text'],
  ['unet.', 'denoiser'],
  ['text_encoder_2.', 'text2'],
  ['text_encoder.', 'text'],
  ['diffusion_model.', 'denoiser'],
];

export interface PartOfLayer {
  network: NetworkName;
  /** The layer's name with `_` for every dot: Diffusers and single-file names meet here. */
  layer: string;
  /** Which family of differences, and which part of it; undefined for kinds that are not supported. */
  part: PartName | undefined;
  /** The end of the name, to be shown. */
  ending: string;
}

/**
 * Reads the name of one tensor of a LoRA file: kohya (`lora_unet_…`), PEFT (`unet.….lora_A.weight`), old Diffusers
 * (`unet.….processor.to_q_lora.up.weight`, with or without `unet.`), LyCORIS endings.
 */
export function readLoraName(name: string): PartOfLayer {
  const known = PARTS.find(([ending]) => name.endsWith(ending));
  const dot = name.lastIndexOf('.');
  const ending = known?.[0] ?? name.slice(dot === -1 ? name.length : dot);
  const module = name.slice(0, name.length - ending.length).replace(/^base_model\.model\./, '');
  const [prefix, network] = PREFIXES.find(([start]) => module.startsWith(start)) ?? ['', 'denoiser' as const];
  const layer = module
    .slice(prefix.length)
    .replace('.processor.', '.')
    .replace(/\.to_out$/, '.to_out.0')
    .replaceAll('.', '_');
  return { network, layer, part: known?.[1], ending };
}
