import type { Architecture, VaeLayout } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { EngineError } from '../errors';
import type { NetworkName } from '../evaluation';
import type { LayersClass } from '../graph/layers';
import type { NetworkGraph } from '../graph/network';
import { textEncoderGraph } from '../graph/text-encoder';
import { unetGraph } from '../graph/unet';
import { vaeDecoderGraph } from '../graph/vae-decoder';
import { vaeEncoderGraph } from '../graph/vae-encoder';

/**
 * The graph of one of a checkpoint's networks, with the weights of `file`. Another autoencoder has a layout of its own.
 * @throws EngineError `checkpoint-damaged`, `checkpoint-unsupported`
 */
export function networkGraph(
  name: NetworkName,
  file: SafetensorsFile,
  { text, text2, unet, vae }: Architecture,
  otherVae: VaeLayout | undefined,
  Blocks: LayersClass,
): NetworkGraph {
  switch (name) {
    case 'text':
      return textEncoderGraph(file, text, Blocks);
    case 'text2':
      if (!text2) throw new EngineError('internal', 'This checkpoint has no second text encoder.');
      return textEncoderGraph(file, text2, Blocks);
    case 'denoiser':
      return unetGraph(file, unet, Blocks);
    case 'decoder':
      return vaeDecoderGraph(file, otherVae ?? vae, Blocks);
    case 'encoder':
      return vaeEncoderGraph(file, otherVae ?? vae, Blocks);
  }
}
