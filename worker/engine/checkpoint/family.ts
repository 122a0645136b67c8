import { EngineError } from '../errors';
import type { Family } from './architecture';
import type { Hints } from './hints';
import type { SafetensorsFile } from './safetensors';
import { REFINER_ROOT, textEncoderRoot } from './text-encoder-layout';

const SUPPORTED =
  'Supported are Stable Diffusion 1.x, 2.x and SDXL checkpoints, also those for inpainting: one .safetensors file with ' +
  'UNet, text encoder and VAE, or a Diffusers folder.';

const refuse = (what: string): never => {
  throw new EngineError('checkpoint-unsupported', `This is ${what}. ${SUPPORTED}`);
};

/** What a key contains (`*x`) or begins with tells which kind of file it is; the first match counts. */
const KINDS: [pattern: string, what: string][] = [
  ['model.diffusion_model.joint_blocks.', 'a Stable Diffusion 3 checkpoint'],
  ['model.diffusion_model.double_blocks.', 'a Flux checkpoint'],
  ['double_blocks.', 'a Flux model'],
  ['control_model.', 'a ControlNet model; put it into the ControlNet folder'],
  ['input_hint_block.', 'a ControlNet model; put it into the ControlNet folder'],
  ['controlnet_', 'a ControlNet model; put it into the ControlNet folder'],
  ['*.lora_up.', 'a LoRA; put it into the Lora folder'],
  ['*.lora_A.', 'a LoRA; put it into the Lora folder'],
  ['*.hada_w1_a', 'a LoRA of the LyCORIS kind; put it into the Lora folder'],
  ['emb_params', 'a textual inversion embedding; put it into the embeddings folder'],
  ['clip_l', 'a textual inversion embedding for SDXL'],
  [
    'down_blocks.',
    'a UNet in Diffusers layout, one part of a model; add the whole folder, with its model_index.json',
  ],
  ['text_model.', 'a text encoder alone'],
  ['decoder.conv_in.', 'a VAE; put it into the VAE folder'],
];

function kindOf(names: Iterable<string>): string | undefined {
  const all = [...names];
  for (const [pattern, what] of KINDS) {
    const matches = pattern.startsWith('*')
      ? (name: string) => name.includes(pattern.slice(1))
      : (name: string) => name.startsWith(pattern);
    if (all.some(matches)) return what;
  }
  return undefined;
}

const IN_CHANNELS: Record<number, string | undefined> = {
  4: undefined,
  9: undefined,
  5: 'a depth-to-image checkpoint',
  8: 'an InstructPix2Pix checkpoint',
};

const SD2_CONTEXT_WIDTH = 1024;
const UNET = 'model.diffusion_model.';

/** Refuses UNets of the supported families that take inputs this engine does not make. */
function refuseVariants(file: SafetensorsFile, family: Family): void {
  const inChannels = file.tensors.get(`${UNET}input_blocks.0.0.weight`)!.shape[1]!;
  if (inChannels in IN_CHANNELS) {
    const what = IN_CHANNELS[inChannels];
    if (what) refuse(what);
  } else {
    refuse(`a UNet that takes ${inChannels} channels where 4 or 9 are expected`);
  }
  if (family !== 'sdxl' && file.tensors.has(`${UNET}label_emb.0.0.weight`)) refuse('an unCLIP checkpoint');
}

function contextWidthOf(file: SafetensorsFile): number | undefined {
  for (const [name, { shape }] of file.tensors) {
    if (name.startsWith(UNET) && name.endsWith('.attn2.to_k.weight')) return shape[1];
  }
  return undefined;
}

/**
 * The family of a checkpoint by the names of its tensors; names other files, so that the message helps.
 * @throws EngineError `checkpoint-unsupported`
 */
export function familyOf(file: SafetensorsFile, hints: Hints): Family {
  const { tensors } = file;
  const names = [...tensors.keys()];
  const hasUNet = tensors.has(`${UNET}input_blocks.0.0.weight`);
  const root = textEncoderRoot(file, 'first');
  const hasSecond = textEncoderRoot(file, 'second') !== undefined;
  if (!hasUNet || !root) {
    const kind = kindOf(names);
    if (kind) refuse(kind);
  }
  if (!hasUNet) {
    refuse(
      `no checkpoint this engine knows: it holds ${tensors.size} tensors, such as "${names[0]?.slice(0, 80)}"`,
    );
  }
  if (!root && hasSecond) refuse('an SDXL checkpoint without its first text encoder');
  if (!root) refuse('a checkpoint without its text encoder');
  const isOpenClip = root === 'cond_stage_model.model.' || hints.text[0]?.activation === 'gelu';
  const isSecondFamily = isOpenClip || contextWidthOf(file) === SD2_CONTEXT_WIDTH;
  const isSdxl = hasSecond || root === REFINER_ROOT;
  const family = isSdxl ? 'sdxl' : isSecondFamily ? 'sd2' : 'sd1';
  if (root!.startsWith('conditioner.') && !isSdxl) {
    refuse('an SDXL checkpoint without its second text encoder');
  }
  refuseVariants(file, family);
  if (!tensors.has('first_stage_model.decoder.conv_in.weight')) refuse('a checkpoint without its VAE');
  return family;
}
