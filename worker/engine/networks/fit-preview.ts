import { TorchNoise } from '../sampling/torch-noise';
import type { CheckpointNetworks } from './checkpoint-networks';
import { leastSquares } from './least-squares';
import type { PreviewFactors } from './preview';

/** Side of the latents the fit looks at, how many, and over how many places each is smooth. */
const SIDE = 8;
const SAMPLES = 3;
const BLUR = 4;

/** A random latent without fine detail: coarse noise, bilinearly widened, of unit variance at its nodes. */
function smoothLatent(noise: TorchNoise, channels: number): Float32Array {
  const nodes = SIDE / BLUR + 1;
  const coarse = noise.randn(channels * nodes * nodes + 16);
  const latent = new Float32Array(channels * SIDE * SIDE);
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const at = (row: number, column: number) => coarse[(c * nodes + row) * nodes + column]!;
        const [i, j] = [Math.floor(y / BLUR), Math.floor(x / BLUR)];
        const [v, u] = [(y % BLUR) / BLUR, (x % BLUR) / BLUR];
        const top = at(i, j) * (1 - u) + at(i, j + 1) * u;
        const bottom = at(i + 1, j) * (1 - u) + at(i + 1, j + 1) * u;
        latent[(c * SIDE + y) * SIDE + x] = top * (1 - v) + bottom * v;
      }
    }
  }
  return latent;
}

/** Mean of each factor×factor square of a plane. */
function pooled(plane: Float32Array, side: number, factor: number): Float64Array {
  const means = new Float64Array(side * side);
  for (let y = 0; y < side * factor; y++) {
    for (let x = 0; x < side * factor; x++) {
      means[Math.floor(y / factor) * side + Math.floor(x / factor)]! +=
        plane[y * side * factor + x]! / factor ** 2;
    }
  }
  return means;
}

/**
 * Fits a linear map from latents to colours to this checkpoint's own VAE decoder (a few small decodes).
 * @throws EngineError
 */
export async function fitPreview(networks: CheckpointNetworks): Promise<PreviewFactors> {
  const { vae, latentScale } = networks.architecture;
  const noise = new TorchNoise(0);
  const rows: number[][] = [];
  const targets: [number[], number[], number[]] = [[], [], []];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const latent = smoothLatent(noise, vae.latentChannels);
    const { output } = await networks.evaluate({
      network: 'decoder',
      output: 'image',
      rows: 1,
      inputs: {
        z: { data: latent.map((value) => value / latentScale), shape: [vae.latentChannels, SIDE, SIDE] },
      },
    });
    const area = SIDE * SIDE;
    for (let place = 0; place < area; place++) {
      rows.push([...Array.from({ length: vae.latentChannels }, (_, c) => latent[c * area + place]!), 1]);
    }
    targets.forEach((target, channel) => {
      const size = area * vae.factor ** 2;
      target.push(...pooled(output.subarray(channel * size, (channel + 1) * size), SIDE, vae.factor));
    });
  }
  return { rgb: targets.map((target) => leastSquares(rows, target)) };
}
