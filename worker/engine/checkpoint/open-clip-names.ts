import type { TensorInfo } from './safetensors-header';

/** Roots under which single files keep an OpenCLIP tower, in OpenCLIP's own names. */
const ROOTS = ['cond_stage_model.model.', 'conditioner.embedders.0.model.', 'conditioner.embedders.1.model.'];

const ENDS: Record<string, string> = {
  'token_embedding.weight': 'embeddings.token_embedding.weight',
  positional_embedding: 'embeddings.position_embedding.weight',
  'ln_final.weight': 'final_layer_norm.weight',
  'ln_final.bias': 'final_layer_norm.bias',
};
const PARTS: Record<string, string> = {
  ln_1: 'layer_norm1',
  ln_2: 'layer_norm2',
  'attn.out_proj': 'self_attn.out_proj',
  'mlp.c_fc': 'mlp.fc1',
  'mlp.c_proj': 'mlp.fc2',
};
const LAYER = /^transformer\.resblocks\.(\d+)\.(.+)\.(weight|bias)$/;
const FUSED = /^transformer\.resblocks\.(\d+)\.attn\.in_proj_(weight|bias)$/;

/** A third of the rows of q, k and v in one matrix: rows lie end to end, so it is a range of the same bytes. */
function third(tensor: TensorInfo, index: number): TensorInfo {
  const [rows = 0, ...rest] = tensor.shape;
  const length = tensor.length / 3;
  return { ...tensor, shape: [rows / 3, ...rest], offset: tensor.offset + index * length, length };
}

function renamed(name: string, tensor: TensorInfo): [string, TensorInfo][] {
  const end = ENDS[name];
  if (end) return [[`text_model.${end}`, tensor]];
  const layer = LAYER.exec(name);
  const part = layer ? PARTS[layer[2]!] : undefined;
  if (layer && part) return [[`text_model.encoder.layers.${layer[1]}.${part}.${layer[3]}`, tensor]];
  const fused = FUSED.exec(name);
  if (!fused || tensor.shape[0]! % 3 !== 0) return [[name, tensor]];
  return ['q_proj', 'k_proj', 'v_proj'].map((projection, i) => [
    `text_model.encoder.layers.${fused[1]}.self_attn.${projection}.${fused[2]}`,
    third(tensor, i),
  ]);
}

/**
 * The same tensors with those of OpenCLIP towers under the names of transformers, so that one graph serves both:
 * `…model.transformer.resblocks.3.mlp.c_fc.bias` becomes `…model.text_model.encoder.layers.3.mlp.fc1.bias`, and the
 * fused `in_proj` three ranges of itself. Also gives the text encoders of 2022 their `text_model.`.
 * @see mlfoundations/open_clip `src/open_clip/transformer.py`
 */
export function withTransformersNames(tensors: Map<string, TensorInfo>): Map<string, TensorInfo> {
  const result = new Map<string, TensorInfo>();
  for (const [name, tensor] of tensors) {
    const root = ROOTS.find((prefix) => name.startsWith(prefix));
    if (root) {
      for (const [to, part] of renamed(name.slice(root.length), tensor)) result.set(root + to, part);
    } else {
      result.set(name.replace(/^(cond_stage_model\.transformer\.)(?!text_model\.)/, '$1text_model.'), tensor);
    }
  }
  return result;
}
