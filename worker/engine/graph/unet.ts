import type { UNetLayout, UNetModule } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { Layers } from './layers';
import type { NetworkGraph } from './network';
import { OnnxGraph, OnnxType, type Value } from './onnx/graph';
import { type Feature, type UNetContext, unetModule } from './unet-blocks';
import { Weights } from './weights';

/** SiLU of the network's embedding of the timestep: (B) → (B, E). */
function timestepEmbedding(
  layers: Layers,
  timesteps: Value,
  { modelChannels, embeddingWidth }: UNetLayout,
): Value {
  const { graph } = layers;
  const half = modelChannels / 2;
  const frequencies = Float32Array.from({ length: half }, (_, i) => Math.exp((-Math.log(10000) * i) / half));
  const column = graph.node('Unsqueeze', [timesteps, graph.integers(1)]);
  const angles = graph.node('Mul', [column, graph.constant(frequencies, [1, half])]);
  const waves = graph.node('Concat', [graph.node('Cos', [angles]), graph.node('Sin', [angles])], { axis: 1 });
  const hidden = layers.silu(layers.linear(waves, 'time_embed.0', modelChannels, embeddingWidth));
  return layers.silu(layers.linear(hidden, 'time_embed.2', embeddingWidth, embeddingWidth));
}

/**
 * The denoising UNet: `x` (B, C, H, W), `timesteps` (B), `context` (B, S, D) → `prediction` (B, C, H, W).
 * @throws EngineError `checkpoint-damaged`, `checkpoint-unsupported`
 * @see Rombach et al. 2022, https://arxiv.org/abs/2112.10752
 */
export function unetGraph(file: SafetensorsFile, layout: UNetLayout): NetworkGraph {
  const graph = new OnnxGraph();
  const layers = new Layers(graph, new Weights(graph, file, layout.prefix));
  const { inChannels, outChannels, contextWidth } = layout;

  const x = graph.input('x', OnnxType.F32, ['batch', inChannels, 'height', 'width']);
  const timesteps = graph.input('timesteps', OnnxType.F32, ['batch']);
  const context = graph.input('context', OnnxType.F32, ['batch', 'tokens', contextWidth]);
  const unet: UNetContext = {
    layers,
    layout,
    context,
    embedding: timestepEmbedding(layers, timesteps, layout),
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
