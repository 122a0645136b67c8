import { golden } from './paths';
import { storedTensors } from './stored-tensors';
import { withWholeVocabulary } from './whole-vocabulary';

/** Path of a small inpainting checkpoint that prompts can be drawn with. */
export async function madeInpainter(): Promise<string> {
  const weight = 'model.diffusion_model.input_blocks.0.0.weight';
  const replaced = await storedTensors(golden('networks-inpaint.safetensors'));
  return withWholeVocabulary('networks-sd1', (tensors) => tensors.set(weight, replaced.get(weight)!));
}
