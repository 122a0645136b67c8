import type { TextEncoderLayout } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { Layers } from './layers';
import type { NetworkGraph } from './network';
import { OnnxGraph, OnnxType, type Value } from './onnx/graph';
import { Weights } from './weights';

/** Alpha of CLIP's own GELU approximation. */
const QUICK_GELU = 1.702;

function layer(layers: Layers, x: Value, key: string, { width, heads }: TextEncoderLayout): Value {
  const inner = layers.weights.size(`${key}.mlp.fc1.weight`, 0);
  const n1 = layers.layerNorm(x, `${key}.layer_norm1`, width);
  const [q, k, v] = ['q_proj', 'k_proj', 'v_proj'].map((name) =>
    layers.linear(n1, `${key}.self_attn.${name}`, width, width),
  ) as [Value, Value, Value];
  const mixed = layers.attention(q, k, v, width, heads, true);
  const h = layers.add(x, layers.linear(mixed, `${key}.self_attn.out_proj`, width, width));
  const n2 = layers.layerNorm(h, `${key}.layer_norm2`, width);
  const hidden = layers.quickGelu(layers.linear(n2, `${key}.mlp.fc1`, width, inner), QUICK_GELU);
  return layers.add(h, layers.linear(hidden, `${key}.mlp.fc2`, inner, width));
}

/** Output that clip skip `n` reads: the n-th last layer, 1 being the last. */
export const clipSkipOutput = (n: number): string => `clip_skip_${n}`;

/**
 * CLIP text encoder: `ids` (B, 77) int64 → `clip_skip_1` … `clip_skip_<layers>`, each (B, 77, C) after the final
 * layer norm.
 * @throws EngineError `checkpoint-damaged`, `checkpoint-unsupported`
 * @see Radford et al. 2021, https://arxiv.org/abs/2103.00020
 */
export function textEncoderGraph(file: SafetensorsFile, layout: TextEncoderLayout): NetworkGraph {
  const graph = new OnnxGraph();
  const weights = new Weights(graph, file, layout.prefix);
  const layers = new Layers(graph, weights);
  const { width, vocabulary, positions } = layout;

  const ids = graph.input('ids', OnnxType.I64, ['batch', positions]);
  const words = weights.rows('embeddings.token_embedding.weight', [vocabulary, width], ids);
  let x = layers.add(words, weights.get('embeddings.position_embedding.weight', [positions, width]));
  for (let i = 0; i < layout.layers; i++) {
    x = layer(layers, x, `encoder.layers.${i}`, layout);
    graph.output(clipSkipOutput(layout.layers - i), layers.layerNorm(x, 'final_layer_norm', width), [
      'batch',
      positions,
      width,
    ]);
  }
  return graph.encode();
}
