import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeArchitecture } from '../checkpoint/describe';
import { withTransformersNames } from '../checkpoint/open-clip-names';
import { openSafetensors, type SafetensorsFile } from '../checkpoint/safetensors';
import type { TensorInfo } from '../checkpoint/safetensors-header';
import { EngineError } from '../errors';
import { golden } from '../testing/paths';
import { textEncoderGraph } from './text-encoder';
import { unetGraph } from './unet';
import { vaeDecoderGraph } from './vae-decoder';
import { vaeEncoderGraph } from './vae-encoder';

const halved = (tensor: TensorInfo): TensorInfo => {
  const [first = 1, ...rest] = tensor.shape;
  const size = Math.max(1, Math.floor(first / 2));
  return { ...tensor, shape: [size, ...rest], length: (tensor.length / first) * size };
};

/** What a strange exporter, or someone with bad intentions, could do to a tensor. */
const DEEDS: Record<string, (tensor: TensorInfo) => TensorInfo | undefined> = {
  lost: () => undefined,
  turned: (tensor) => ({ ...tensor, shape: [...tensor.shape].reverse() }),
  flattened: (tensor) => ({ ...tensor, shape: [tensor.shape.reduce((a, b) => a * b, 1)] }),
  halved,
  scalar: (tensor) => ({ ...tensor, shape: [] }),
  'of another type': (tensor) => ({ ...tensor, dtype: 'I16' }),
};

describe.each(['sd1', 'sd2', 'sdxl'])('%s checkpoints whose tensors were tampered with', (family) => {
  let file: SafetensorsFile;
  beforeAll(async () => {
    file = await openSafetensors(golden(`networks-${family}.safetensors`));
  });

  it('give graphs or an EngineError, never anything else', () => {
    const deed = fc.tuple(fc.nat(), fc.constantFrom(...Object.keys(DEEDS)));
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 3 }), (deeds) => {
        const tensors = new Map(file.tensors);
        const names = [...tensors.keys()];
        for (const [place, kind] of deeds) {
          const name = names[place % names.length]!;
          const changed = DEEDS[kind]!(file.tensors.get(name)!);
          if (changed) tensors.set(name, changed);
          else tensors.delete(name);
        }
        const tampered = { ...file, tensors: withTransformersNames(tensors) };
        try {
          const { text, text2, unet, vae } = describeArchitecture(tampered);
          if (text2) textEncoderGraph(tampered, text2);
          textEncoderGraph(tampered, text);
          unetGraph(tampered, unet);
          vaeDecoderGraph(tampered, vae);
          vaeEncoderGraph(tampered, vae);
        } catch (error) {
          expect(error).toBeInstanceOf(EngineError);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
