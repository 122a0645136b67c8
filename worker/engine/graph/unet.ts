import type { UNetLayout, UNetModule } from '../checkpoint/architecture';
import { SIZE_EMBEDDING_WIDTH } from '../checkpoint/describe';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { Layers, type LayersClass } from './layers';
import type { NetworkGraph } from './network';
import { OnnxGraph, OnnxType, type Value } from './onnx/graph';
import { type Feature, type UNetContext, unetModule } from './unet-blocks';
import { Weights } from './weights';

/** Cosines and sines of numbers at `width / 2` frequencies: (…) → (…, width). */
function waves({ graph }: Layers, numbers: Value, width: number): Value {
  const half = width / 2;
  const frequencies = Float32Array.from({ length: half }, (_, i) => Math.exp((-Math.log(10000) * i) / half));
  const column = graph.node('Unsqueeze', [numbers, graph.integers(-1)]);
  const angles = graph.node('Mul', [column, graph.constant(frequencies, [half])]);
  return graph.node('Concat', [graph.node('Cos', [angles]), graph.node('Sin', [angles])], { axis: -1 });
}

/** Linear, SiLU, linear. */
function embed(layers: Layers, x: Value, key: string, from: number, to: number): Value {
  const hidden = layers.silu(layers.linear(x, `${key}.0`, from, to));
  return layers.linear(hidden, `${key}.2`, to, to);
}

/** SDXL's embedding of the pooled text and the sizes, (B, E). */
function addedEmbedding(
  layers: Layers,
  { pooledWidth, sizes }: NonNullable<UNetLayout['added']>,
  embeddingWidth: number,
): Value {
  const { graph } = layers;
  const pooled = graph.input('pooled', OnnxType.F32, ['batch', pooledWidth]);
  const numbers = graph.input('sizes', OnnxType.F32, ['batch', sizes]);
  const width = sizes * SIZE_EMBEDDING_WIDTH;
  const flat = graph.node('Reshape', [
    waves(layers, numbers, SIZE_EMBEDDING_WIDTH),
    graph.integers(0, width),
  ]);
  const vector = graph.node('Concat', [pooled, flat], { axis: 1 });
  return embed(layers, vector, 'label_emb.0', pooledWidth + width, embeddingWidth);
}

/** SiLU of the network's embedding of the timestep, and of what else SDXL is told: (B, E). */
function embedding(layers: Layers, timesteps: Value, layout: UNetLayout): Value {
  const { modelChannels, embeddingWidth, added } = layout;
  const time = embed(
    layers,
    waves(layers, timesteps, modelChannels),
    'time_embed',
    modelChannels,
    embeddingWidth,
  );
  return layers.silu(added ? layers.add(time, addedEmbedding(layers, added, embeddingWidth)) : time);
}

/** Latents, and for inpainting models the mask and the masked picture's latents after them. */
function imageInput({ graph }: Layers, { inChannels, outChannels }: UNetLayout): Value {
  const x = graph.input('x', OnnxType.F32, ['batch', outChannels, 'height', 'width']);
  if (inChannels === outChannels) return x;
  const shape = ['batch', inChannels - outChannels, 'height', 'width'];
  return graph.node('Concat', [x, graph.input('inpaint', OnnxType.F32, shape)], { axis: 1 });
}

/**
 * The denoising UNet: `x` (B, C, H, W), `timesteps` (B), `context` (B, S, D) → `prediction` (B, C, H, W).
 * SDXL also takes `pooled` (B, P) and `sizes` (B, 6): original height and width, crop top and left, target height and
 * width; inpainting models `inpaint` (B, 1 + C, H, W): the mask (1 = repaint), the scaled latent of the masked picture.
 * @throws EngineError `checkpoint-damaged`, `checkpoint-unsupported`
 * @see Rombach et al. 2022, https://arxiv.org/abs/2112.10752
 */
export function unetGraph(
  file: SafetensorsFile,
  layout: UNetLayout,
  Blocks: LayersClass = Layers,
): NetworkGraph {
  const graph = new OnnxGraph();
  const layers = new Blocks(graph, new Weights(graph, file, layout.prefix));
  const { inChannels, outChannels, contextWidth } = layout;

  const x = imageInput(layers, layout);
  const timesteps = graph.input('timesteps', OnnxType.F32, ['batch']);
  const context = graph.input('context', OnnxType.F32, ['batch', 'tokens', contextWidth]);
  const unet: UNetContext = {
    layers,
    layout,
    context,
    embedding: embedding(layers, timesteps, layout),
  };
  const through = (modules: UNetModule[], feature: Feature) =>
    modules.reduce((h, module) => unetModule(unet, h, module), feature);

  let h: Feature = { value: x, channels: inChannels };
  const skips: Feature[] = [];
  for (const modules of layout.input) {
    h = through(modules, h);
    skips.push(h);
  }
  h = through(layout.middle, h);
  let wasDoubled = false;
  for (const modules of layout.output) {
    const skip = skips.pop()!;
    // A side that does not halve evenly comes back one larger; the reference then resizes to the skip's size.
    const fitted = wasDoubled ? layers.resizeLike(h.value, skip.value) : h.value;
    h = through(modules, {
      value: graph.node('Concat', [fitted, skip.value], { axis: 1 }),
      channels: h.channels + skip.channels,
    });
    wasDoubled = modules.at(-1)?.kind === 'upsample';
  }
  const normalized = layers.silu(layers.groupNorm(h.value, 'out.0', h.channels, 1e-5));
  const prediction = layers.conv(normalized, 'out.2', h.channels, outChannels, 3);
  graph.output('prediction', prediction, ['batch', outChannels, 'height', 'width']);
  return graph.encode();
}
