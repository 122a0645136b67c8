import type { VaeLayout } from './architecture';
import type { SafetensorsFile } from './safetensors';
import { TensorGroup } from './tensor-group';

/**
 * The autoencoder of CompVis latent-diffusion.
 * @throws EngineError `checkpoint-damaged`
 * @see CompVis/latent-diffusion `ldm/modules/diffusionmodules/model.py`
 */
export function vaeLayout(file: SafetensorsFile): VaeLayout {
  const tensors = new TensorGroup(file, 'first_stage_model.');
  const blocks = (stack: string): number[] => {
    const levels = tensors.count((level) => `${stack}.${level}.block.0.conv1.weight`);
    return Array.from({ length: levels }, (_, level) =>
      tensors.count((block) => `${stack}.${level}.block.${block}.conv1.weight`),
    );
  };
  const decoderBlocks = blocks('decoder.up');
  return {
    prefix: tensors.prefix,
    latentChannels: tensors.size('decoder.conv_in.weight', 1),
    encoderBlocks: blocks('encoder.down'),
    decoderBlocks,
    factor: 2 ** Math.max(0, decoderBlocks.length - 1),
  };
}
