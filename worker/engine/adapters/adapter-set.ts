import type { Adaptation, NetworkName } from '../evaluation';
import { downInput, upInput } from './adaptable-layers';
import type { AdaptableWeights } from './adaptable-weights';
import { type Factors, sum } from './factors';
import type { Lora } from './lora-file';

/** A LoRA and how strongly it works on the text encoders and on the UNet. */
export interface WeightedLora {
  /** Identifies the file in its present state. */
  key: string;
  lora: Lora;
  teWeight: number;
  unetWeight: number;
}

const isConvolution = (weights: AdaptableWeights, network: NetworkName, key: string) =>
  weights.get(network)?.get(key.replaceAll('.', '_'))?.isConv === true;

/**
 * All LoRAs of a picture as changes of one network: ranks are laid side by side, weights multiplied in.
 * @returns undefined when none of them changes it
 */
export function adaptationOf(
  network: NetworkName,
  loras: WeightedLora[],
  weights: AdaptableWeights,
): Adaptation | undefined {
  const parts = new Map<string, { factors: Factors; weight: number }[]>();
  const keys: string[] = [];
  for (const { key, lora, teWeight, unetWeight } of loras) {
    const weight = network === 'denoiser' ? unetWeight : teWeight;
    const layers = lora.layers.get(network);
    if (!layers || weight === 0) continue;
    keys.push(`${key}:${weight}`);
    for (const [layer, factors] of layers) {
      parts.set(layer, [...(parts.get(layer) ?? []), { factors, weight }]);
    }
  }
  if (parts.size === 0) return undefined;
  const inputs: Adaptation['inputs'] = {};
  let convolutions = false;
  for (const [layer, factors] of parts) {
    const { up, down } = sum(factors);
    inputs[upInput(layer)] = { data: up.values, shape: [up.rows, up.columns] };
    inputs[downInput(layer)] = { data: down.values, shape: [down.rows, down.columns] };
    convolutions ||= isConvolution(weights, network, layer);
  }
  return { key: `${network} ${keys.join(' ')}`, parts: { convolutions, hypernetworks: [] }, inputs };
}
