import { describe, expect, it } from 'vitest';
import { identify } from '../checkpoint/identify';
import { withTransformersNames } from '../checkpoint/open-clip-names';
import { checkpointMemory } from '../networks/checkpoint-memory';
import { type FullSize, fullSizeCheckpoint, SD1, SD2, SDXL } from '../testing/full-size-checkpoint';
import { textEncoderGraph } from './text-encoder';
import { unetGraph } from './unet';
import { vaeDecoderGraph } from './vae-decoder';
import { vaeEncoderGraph } from './vae-encoder';

/** Published counts of parameters: UNet, text encoders with their projections, VAE. */
const FAMILIES: [string, FullSize, number, number, number[], number[]][] = [
  ['SD 1.x', SD1, 859_520_964, 123_060_480, [12], [8, 8, 8, 8]],
  ['SD 1.x inpainting', { ...SD1, inChannels: 9 }, 859_535_364, 123_060_480, [12], [8, 8, 8, 8]],
  ['SD 2.x', SD2, 865_910_724, 354_032_640, [16], [5, 10, 20, 20]],
  ['SDXL', SDXL, 2_567_463_684, 123_060_480 + 694_659_840, [12, 20], [10, 20, 20]],
];
const VAE = 83_653_863;

describe.each(FAMILIES)('a full-size %s checkpoint', (name, size, unet, text, textHeads, unetHeads) => {
  const raw = fullSizeCheckpoint(size);
  const file = { ...raw, tensors: withTransformersNames(raw.tensors) };

  it('is recognised, with as many parameters as published', () => {
    const { base, inpainting, parameters, architecture } = identify(file);
    expect([base, inpainting]).toEqual([name.split(' inp')[0], size.inChannels === 9]);
    expect(parameters).toBe(unet + text + VAE);
    const { text: first, text2 } = architecture;
    expect([first, text2].flatMap((layout) => layout?.heads ?? [])).toEqual(textHeads);
    const { input, middle } = architecture.unet;
    const heads = [...input.flat(), ...middle].flatMap((module) =>
      module.kind === 'transformer' ? [[module.channels, module.heads]] : [],
    );
    const byWidth = new Map(heads as [number, number][]);
    expect([...byWidth.values(), heads.at(-1)![1]]).toEqual(unetHeads);
    expect(checkpointMemory(file).copied / parameters).toBeCloseTo(4.4);
  });

  it('has graphs, written in little time', () => {
    const { architecture } = identify(file);
    const start = performance.now();
    const graphs = [
      textEncoderGraph(file, architecture.text),
      ...(architecture.text2 ? [textEncoderGraph(file, architecture.text2)] : []),
      unetGraph(file, architecture.unet),
      vaeDecoderGraph(file, architecture.vae),
      vaeEncoderGraph(file, architecture.vae),
    ];
    expect(performance.now() - start).toBeLessThan(5000);
    for (const { model, weightsFolder } of graphs) {
      expect(weightsFolder).toBe('/models');
      expect(model.length).toBeLessThan(5_000_000);
    }
  });
});
