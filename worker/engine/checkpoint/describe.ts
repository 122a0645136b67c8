import { EngineError } from '../errors';
import type { Architecture } from './architecture';
import { refuseOtherFamilies } from './refuse-other-families';
import type { SafetensorsFile } from './safetensors';
import { textEncoderLayout } from './text-encoder-layout';
import { unetLayout } from './unet-layout';
import { vaeLayout } from './vae-layout';

const SD1_LATENT_SCALE = 0.18215;

const mismatch = (reason: string) =>
  new EngineError('checkpoint-damaged', `The parts of this checkpoint do not fit together: ${reason}.`);

/** @throws EngineError `checkpoint-unsupported`, `checkpoint-damaged` */
export function describeArchitecture(file: SafetensorsFile): Architecture {
  refuseOtherFamilies(file);
  const text = textEncoderLayout(file);
  const unet = unetLayout(file);
  const vae = vaeLayout(file);
  if (text.width !== unet.contextWidth) {
    throw mismatch(
      `its text encoder gives ${text.width} values a token, its UNet takes ${unet.contextWidth}`,
    );
  }
  if (vae.latentChannels !== unet.outChannels || unet.inChannels !== unet.outChannels) {
    throw mismatch(`its VAE has ${vae.latentChannels} latent channels, its UNet gives ${unet.outChannels}`);
  }
  if (text.layers === 0 || text.positions < 77) throw mismatch('its text encoder is cut short');
  return { family: 'sd1', text, unet, vae, prediction: 'epsilon', latentScale: SD1_LATENT_SCALE };
}
