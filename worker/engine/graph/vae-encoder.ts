import type { VaeLayout } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { Layers, type LayersClass } from './layers';
import type { NetworkGraph } from './network';
import { OnnxGraph, OnnxType, type Value } from './onnx/graph';
import type { Feature } from './unet-blocks';
import { middle, normConv, residuals } from './vae-blocks';
import { Weights } from './weights';

/** The reference pads only right and below before it halves. */
const HALVING_PADS = [0, 0, 1, 1];

/**
 * VAE encoder: `image` (B, 3, 8H, 8W) in -1..1 → `mean` and `logvar`, each (B, 4, H, W), unscaled.
 * @throws EngineError `checkpoint-damaged`, `checkpoint-unsupported`
 */
export function vaeEncoderGraph(
  file: SafetensorsFile,
  layout: VaeLayout,
  Blocks: LayersClass = Layers,
): NetworkGraph {
  const graph = new OnnxGraph();
  const weights = new Weights(graph, file, layout.prefix);
  const layers = new Blocks(graph, weights);
  const { latentChannels, encoderBlocks } = layout;

  const image = graph.input('image', OnnxType.F32, ['batch', 3, 'image height', 'image width']);
  const channels = weights.size('encoder.conv_in.weight', 0);
  let h: Feature = { value: layers.conv(image, 'encoder.conv_in', 3, channels, 3), channels };
  encoderBlocks.forEach((blocks, level) => {
    h = residuals(layers, h, `encoder.down.${level}`, blocks);
    if (level < encoderBlocks.length - 1) {
      const key = `encoder.down.${level}.downsample.conv`;
      h = { ...h, value: layers.conv(h.value, key, h.channels, h.channels, 3, 2, HALVING_PADS) };
    }
  });
  h = middle(layers, h, 'encoder.mid');
  h = normConv(layers, h, 'encoder.norm_out', 'encoder.conv_out', 2 * latentChannels);
  const moments = layers.conv(h.value, 'quant_conv', 2 * latentChannels, 2 * latentChannels, 1);
  const halves: [Value, Value] = ['moments:mean', 'moments:logvar'];
  graph.node(
    'Split',
    [moments, graph.integers(latentChannels, latentChannels)],
    { axis: 1 },
    { outputs: halves },
  );
  graph.output('mean', halves[0], ['batch', latentChannels, 'height', 'width']);
  graph.output('logvar', halves[1], ['batch', latentChannels, 'height', 'width']);
  return graph.encode();
}
