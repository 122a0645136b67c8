import { EngineError } from '../errors';
import type { SafetensorsFile } from './safetensors';

const SUPPORTED =
  'This version draws with Stable Diffusion 1.x checkpoints: one .safetensors file with UNet, text encoder and VAE.';

const refuse = (what: string): never => {
  throw new EngineError('checkpoint-unsupported', `This is ${what}. ${SUPPORTED}`);
};

/** What a key contains (`*x`) or begins with tells which kind of file it is; the first match counts. */
const KINDS: [pattern: string, what: string][] = [
  ['conditioner.embedders.', 'an SDXL checkpoint'],
  ['model.diffusion_model.joint_blocks.', 'a Stable Diffusion 3 checkpoint'],
  ['model.diffusion_model.double_blocks.', 'a Flux checkpoint'],
  ['double_blocks.', 'a Flux model'],
  ['cond_stage_model.model.', 'a Stable Diffusion 2.x checkpoint'],
  ['control_model.', 'a ControlNet model; put it into the ControlNet folder'],
  ['input_hint_block.', 'a ControlNet model; put it into the ControlNet folder'],
  ['controlnet_', 'a ControlNet model; put it into the ControlNet folder'],
  ['*.lora_up.', 'a LoRA; put it into the Lora folder'],
  ['*.lora_A.', 'a LoRA; put it into the Lora folder'],
  ['*.hada_w1_a', 'a LoRA of the LyCORIS kind; put it into the Lora folder'],
  ['emb_params', 'a textual inversion embedding; put it into the embeddings folder'],
  ['clip_l', 'a textual inversion embedding for SDXL'],
  ['down_blocks.', 'a UNet in diffusers layout, one part of a model; export the whole as a single file'],
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

const IN_CHANNELS: Record<number, string> = {
  5: 'a depth-to-image checkpoint',
  8: 'an InstructPix2Pix checkpoint',
  9: 'an inpainting checkpoint',
};

/**
 * Names files that are not SD 1.x text-to-image checkpoints, so that the message helps.
 * @throws EngineError `checkpoint-unsupported`
 */
export function refuseOtherFamilies(file: SafetensorsFile): void {
  const { tensors } = file;
  const hasUNet = tensors.has('model.diffusion_model.input_blocks.0.0.weight');
  const names = [...tensors.keys()];
  const hasText = names.some((name) => name.startsWith('cond_stage_model.transformer.'));
  if (!hasUNet || !hasText) {
    const kind = kindOf(names);
    if (kind) refuse(kind);
  }
  if (!hasUNet) {
    refuse(
      `no checkpoint this engine knows: it holds ${tensors.size} tensors, such as "${names[0]?.slice(0, 80)}"`,
    );
  }
  const inChannels = tensors.get('model.diffusion_model.input_blocks.0.0.weight')!.shape[1]!;
  if (inChannels !== 4) {
    refuse(IN_CHANNELS[inChannels] ?? `a UNet that takes ${inChannels} channels where 4 are expected`);
  }
  if (!hasText) refuse('a checkpoint without its text encoder');
  if (!tensors.has('first_stage_model.decoder.conv_in.weight')) refuse('a checkpoint without its VAE');
}
