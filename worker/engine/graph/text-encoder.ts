import type { TextEncoderLayout, TextProjection } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { Layers, type LayersClass } from './layers';
import type { NetworkGraph } from './network';
import { MICROSOFT, OnnxGraph, OnnxType, type Value } from './onnx/graph';
import { Weights } from './weights';

/** Alpha of CLIP's own GELU approximation. */
const QUICK_GELU = 1.702;

function layer(layers: Layers, x: Value, key: string, layout: TextEncoderLayout): Value {
  const { width, heads, activation } = layout;
  const inner = layers.weights.size(`${key}.mlp.fc1.weight`, 0);
  const n1 = layers.layerNorm(x, `${key}.layer_norm1`, width);
  const [q, k, v] = ['q_proj', 'k_proj', 'v_proj'].map((name) =>
    layers.linear(n1, `${key}.self_attn.${name}`, width, width),
  ) as [Value, Value, Value];
  const mixed = layers.attention(q, k, v, width, heads, 'earlier');
  const h = layers.add(x, layers.linear(mixed, `${key}.self_attn.out_proj`, width, width));
  const n2 = layers.layerNorm(h, `${key}.layer_norm2`, width);
  const wide = layers.linear(n2, `${key}.mlp.fc1`, width, inner);
  const hidden = activation === 'gelu' ? layers.gelu(wide) : layers.quickGelu(wide, QUICK_GELU);
  return layers.add(h, layers.linear(hidden, `${key}.mlp.fc2`, inner, width));
}

/** Output of a text encoder that reads at clip skip `n`: the n-th last layer, 1 being the last. */
export const clipSkipOutput = (n: number): string => `clip_skip_${n}`;

/**
 * The output of a text encoder that conditions the UNet: (B, 77, C), or (B, 78, C) when the encoder has a projection,
 * whose pooled vector is then the last row.
 */
export function contextOutput({ reads, layers, projection }: TextEncoderLayout, clipSkip: number): string {
  if (reads === 'clip-skip') return clipSkipOutput(Math.min(clipSkip, layers));
  return projection ? 'context_and_pooled' : 'context';
}

/** The last layer's vector of the end token (the largest id of all), projected: (B, 1, C). */
function pooled(layers: Layers, last: Value, ids: Value, projection: TextProjection, width: number): Value {
  const { graph } = layers;
  const weights = new Weights(graph, layers.weights.file, projection.prefix);
  const end = graph.node('ArgMax', [ids], { axis: 1, keepdims: 1 });
  const vector = graph.node('GatherND', [last, graph.node('Unsqueeze', [end, graph.integers(2)])], {
    batch_dims: 1,
  });
  return graph.node(
    'FusedMatMul',
    [vector, weights.get(projection.name, [width, width])],
    { transB: projection.transposed ? 1 : 0 },
    { domain: MICROSOFT },
  );
}

/** Vectors of embeddings in the places whose id is -1; `vectors` is 0 elsewhere. */
function withVectors({ graph }: Layers, words: Value, ids: Value): Value {
  const isWord = graph.node('GreaterOrEqual', [ids, graph.integers(0)]);
  const keep = graph.node('Unsqueeze', [
    graph.node('Cast', [isWord], { to: OnnxType.F32 }),
    graph.integers(2),
  ]);
  const vectors = graph.input('vectors', OnnxType.F32, ['batch', 'places', 'values']);
  return graph.node('Add', [graph.node('Mul', [words, keep]), vectors]);
}

/**
 * CLIP text encoder: `ids` (B, 77) int64 → the outputs that `contextOutput` names. Where an id is -1, `vectors`
 * (B, 77, C) stands in for a word (textual inversion, Gal et al. 2022, https://arxiv.org/abs/2208.01618); evaluations
 * without embeddings leave it out.
 * @throws EngineError `checkpoint-damaged`, `checkpoint-unsupported`
 * @see Radford et al. 2021, https://arxiv.org/abs/2103.00020
 */
export function textEncoderGraph(
  file: SafetensorsFile,
  layout: TextEncoderLayout,
  Blocks: LayersClass = Layers,
): NetworkGraph {
  const graph = new OnnxGraph();
  const layers = new Blocks(graph, new Weights(graph, file, layout.prefix));
  const { weights } = layers;
  const { width, vocabulary, positions, reads, projection } = layout;
  const shape = ['batch', positions, width];
  const normalized = (x: Value) => layers.layerNorm(x, 'final_layer_norm', width);

  const ids = graph.input('ids', OnnxType.I64, ['batch', positions]);
  const words = weights.rows('embeddings.token_embedding.weight', [vocabulary, width], ids);
  const placed = withVectors(layers, words, ids);
  let x = layers.add(placed, weights.get('embeddings.position_embedding.weight', [positions, width]));
  let context = x;
  // Layers that no output reads are left out of the graph.
  const needed = reads === 'penultimate' && !projection ? layout.layers - 1 : layout.layers;
  for (let i = 0; i < needed; i++) {
    x = layer(layers, x, `encoder.layers.${i}`, layout);
    if (reads === 'clip-skip') graph.output(clipSkipOutput(layout.layers - i), normalized(x), shape);
    if (i === layout.layers - 2) context = x;
  }
  if (projection) {
    const rows = [context, pooled(layers, normalized(x), ids, projection, width)];
    const both = graph.node('Concat', rows, { axis: 1 });
    graph.output('context_and_pooled', both, ['batch', positions + 1, width]);
  } else if (reads === 'penultimate') {
    graph.output('context', context, shape);
  } else if (reads === 'last') {
    graph.output('context', normalized(x), shape);
  }
  return graph.encode();
}
