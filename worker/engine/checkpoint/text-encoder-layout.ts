import type { TextEncoderLayout } from './architecture';
import type { SafetensorsFile } from './safetensors';
import { TensorGroup } from './tensor-group';

const HEAD_WIDTH = 64;
const ROOT = 'cond_stage_model.transformer.';

/**
 * CLIP text model under the names of Hugging Face transformers.
 * @throws EngineError `checkpoint-damaged` when tensors are missing
 */
export function textEncoderLayout(file: SafetensorsFile): TextEncoderLayout {
  // Files of 2022 were written before transformers put `text_model.` in front.
  const isOld = file.tensors.has(`${ROOT}embeddings.token_embedding.weight`);
  const prefix = isOld ? ROOT : `${ROOT}text_model.`;
  const tensors = new TensorGroup(file, prefix);
  const width = tensors.size('embeddings.token_embedding.weight', 1);
  return {
    prefix,
    width,
    layers: tensors.count((i) => `encoder.layers.${i}.self_attn.q_proj.weight`),
    heads: Math.max(1, Math.floor(width / HEAD_WIDTH)),
    vocabulary: tensors.size('embeddings.token_embedding.weight', 0),
    positions: tensors.size('embeddings.position_embedding.weight', 0),
  };
}
