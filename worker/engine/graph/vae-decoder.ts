import type { VaeLayout } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { Layers, type LayersClass } from './layers';
import type { NetworkGraph } from './network';
import { OnnxGraph, OnnxType } from './onnx/graph';
import type { Feature } from './unet-blocks';
import { middle, normConv, residuals } from './vae-blocks';
import { Weights } from './weights';

/**
 * VAE decoder: `z` (B, 4, H, W), unscaled latents → `image` (B, 3, 8H, 8W), about -1..1, not clamped.
 * @throws EngineError `checkpoint-damaged`, `checkpoint-unsupported`
 */
export function vaeDecoderGraph(
  file: SafetensorsFile,
  layout: VaeLayout,
  Blocks: LayersClass = Layers,
): NetworkGraph {
  const graph = new OnnxGraph();
  const weights = new Weights(graph, file, layout.prefix);
  const layers = new Blocks(graph, weights);
  const { latentChannels, decoderBlocks } = layout;

  const z = graph.input('z', OnnxType.F32, ['batch', latentChannels, 'height', 'width']);
  const unquantized = layers.conv(z, 'post_quant_conv', latentChannels, latentChannels, 1);
  const channels = weights.size('decoder.conv_in.weight', 0);
  let h: Feature = {
    value: layers.conv(unquantized, 'decoder.conv_in', latentChannels, channels, 3),
    channels,
  };
  h = middle(layers, h, 'decoder.mid');
  for (let level = decoderBlocks.length - 1; level >= 0; level--) {
    h = residuals(layers, h, `decoder.up.${level}`, decoderBlocks[level]!);
    if (level > 0) {
      const key = `decoder.up.${level}.upsample.conv`;
      h = { ...h, value: layers.doubledConv(h.value, key, h.channels, h.channels) };
    }
  }
  const image = normConv(layers, h, 'decoder.norm_out', 'decoder.conv_out', 3);
  graph.output('image', image.value, ['batch', 3, 'image height', 'image width']);
  return graph.encode();
}
