import type { Adaptation, NetworkName } from '../evaluation';
import { downInput, upInput } from './adaptable-layers';
import type { AdaptableWeights } from './adaptable-weights';
import { type Factors, sum } from './factors';
import type { Hypernetwork } from './hypernetwork-file';
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

export interface WeightedHypernetwork {
  key: string;
  hypernetwork: Hypernetwork;
  strength: number;
}

/** Changes of one network that are still to be summed up; those of equal key are the same. */
export interface PlannedAdaptation {
  key: string;
  make(): Adaptation;
}

/** A LoRA that is named several times works as strongly as all its mentions together; its ranks are needed once. */
function eachOnce(loras: WeightedLora[]): WeightedLora[] {
  const byKey = new Map<string, WeightedLora>();
  for (const lora of loras) {
    const known = byKey.get(lora.key);
    byKey.set(lora.key, {
      ...lora,
      teWeight: lora.teWeight + (known?.teWeight ?? 0),
      unetWeight: lora.unetWeight + (known?.unetWeight ?? 0),
    });
  }
  return [...byKey.values()];
}

/**
 * All adapters of a picture as changes of one network: ranks of LoRAs are laid side by side, weights multiplied in;
 * hypernetworks work one after the other.
 * @returns undefined when none of them changes it
 */
export function adaptationOf(
  network: NetworkName,
  loras: WeightedLora[],
  hypernetworks: WeightedHypernetwork[],
  weights: AdaptableWeights,
): PlannedAdaptation | undefined {
  const own = eachOnce(loras)
    .map(({ key, lora, teWeight, unetWeight }) => ({
      key,
      layers: lora.layers.get(network),
      weight: network === 'denoiser' ? unetWeight : teWeight,
    }))
    .filter(({ layers, weight }) => layers && weight !== 0);
  const before = network === 'denoiser' ? hypernetworks.filter(({ strength }) => strength !== 0) : [];
  if (own.length === 0 && before.length === 0) return undefined;
  const key = [
    network,
    ...own.map((lora) => `${lora.key}:${lora.weight}`),
    ...before.map((hypernetwork) => `hypernetwork ${hypernetwork.key}:${hypernetwork.strength}`),
  ].join(' ');
  const make = (): Adaptation => {
    const byLayer = new Map<string, { factors: Factors; weight: number }[]>();
    for (const { layers, weight } of own) {
      for (const [layer, factors] of layers!) {
        byLayer.set(layer, [...(byLayer.get(layer) ?? []), { factors, weight }]);
      }
    }
    const inputs: Adaptation['inputs'] = {};
    for (const [layer, parts] of byLayer) {
      const { up, down } = sum(parts);
      inputs[upInput(layer)] = { data: up.values, shape: [up.rows, up.columns] };
      inputs[downInput(layer)] = { data: down.values, shape: [down.rows, down.columns] };
    }
    before.forEach(({ hypernetwork, strength }, place) => {
      Object.assign(inputs, hypernetwork.inputs(place, strength));
    });
    const parts = {
      convolutions: [...byLayer.keys()].some((layer) => isConvolution(weights, network, layer)),
      hypernetworks: before.map(({ hypernetwork }) => hypernetwork.shape),
    };
    return { key, parts, inputs };
  };
  return { key, make };
}
