import { AppError } from '@/lib/errors';
import { MASKED_CONTENTS, type MaskedContent } from '@/lib/generation/img2img';
import {
  DENOISING_CURVES,
  IMG2IMG_SCRIPT_DEFAULTS,
  type Img2ImgScriptFields,
  SIDES,
  type Side,
} from '@/lib/generation/series/img2img-script-fields';
import { UPSCALERS } from '@/lib/generation/upscalers';
import { notSupported, PythonError } from './errors';
import type { Given, ScriptArgument } from './script-arguments';

type Img2ImgScript = Img2ImgScriptFields['script'];

const { loopback, outpainting, poorOutpainting, sdUpscale } = IMG2IMG_SCRIPT_DEFAULTS;

/** Programs send what stands above the controls, too. */
const note: ScriptArgument = { label: '', usual: '' };
const expand: ScriptArgument = {
  label: 'Pixels to expand',
  usual: outpainting.pixels,
  minimum: 8,
  maximum: 256,
  step: 8,
};
const blur = (usual: number): ScriptArgument => ({
  label: 'Mask blur',
  usual,
  minimum: 0,
  maximum: 64,
  step: 1,
});
const directions: ScriptArgument = { label: 'Outpainting direction', usual: [...SIDES], choices: SIDES };

/** Arguments of the scripts of pictures from pictures, in the order programs send them. */
export const IMG2IMG_SCRIPT_ARGUMENTS: Readonly<Record<Img2ImgScript, readonly ScriptArgument[]>> = {
  loopback: [
    { label: 'Loops', usual: loopback.loops, minimum: 1, maximum: 32, step: 1 },
    { label: 'Final denoising strength', usual: loopback.finalStrength, minimum: 0, maximum: 1, step: 0.01 },
    { label: 'Denoising strength curve', usual: loopback.curve, choices: DENOISING_CURVES },
    {
      label: 'Append interrogated prompt at each iteration',
      usual: 'None',
      choices: ['None', 'CLIP', 'DeepBooru'],
    },
  ],
  outpainting: [
    note,
    expand,
    blur(outpainting.maskBlur),
    directions,
    {
      label: 'Fall-off exponent (lower=higher detail)',
      usual: outpainting.fallOff,
      minimum: 0,
      maximum: 4,
      step: 0.01,
    },
    { label: 'Color variation', usual: outpainting.colorVariation, minimum: 0, maximum: 1, step: 0.01 },
  ],
  poorOutpainting: [
    expand,
    blur(poorOutpainting.maskBlur),
    { label: 'Masked content', usual: MASKED_CONTENTS[poorOutpainting.content], choices: MASKED_CONTENTS },
    directions,
  ],
  sdUpscale: [
    note,
    { label: 'Tile overlap', usual: sdUpscale.overlap, minimum: 0, maximum: 256, step: 16 },
    { label: 'Upscaler', usual: sdUpscale.upscaler, choices: UPSCALERS },
    { label: 'Scale Factor', usual: sdUpscale.scale, minimum: 1, maximum: 4, step: 1 },
  ],
};

export const isImg2ImgScript = (script: string): script is Img2ImgScript =>
  Object.hasOwn(IMG2IMG_SCRIPT_ARGUMENTS, script);

/** A choice by its place or by its name; programs send places. Throws PythonError for another one. */
function chosen<T extends string>(given: Given, at: number, choices: readonly T[]): T {
  const wanted = given.at(at);
  const found =
    typeof wanted === 'number'
      ? choices.at(wanted)
      : choices.find((choice) => choice.toLowerCase() === given.text(at).toLowerCase());
  if (found !== undefined) return found;
  const label = given.known[at]!.label;
  throw new PythonError('IndexError', `There is no ${label} ${given.text(at)}. Choose one of script-info.`);
}

/** Those that are named; other words mean nothing, as elsewhere. */
function sidesIn(given: Given, at: number): Record<Side, boolean> {
  const value = given.at(at);
  const named = Array.isArray(value) ? value.map(String) : [given.text(at)];
  return {
    left: named.includes('left'),
    right: named.includes('right'),
    up: named.includes('up'),
    down: named.includes('down'),
  };
}

function refuseInterrogation(given: Given, at: number): void {
  if (given.text(at) === 'None') return;
  if (['CLIP', 'DeepBooru'].includes(given.text(at)))
    throw notSupported('Describing pictures', 'Append "None" to the prompt.');
  throw new AppError({
    code: 'bad_script_args',
    status: 422,
    message: `There is no "${given.text(at)}" to append. Choose "None".`,
  });
}

/** Throws PythonError, AppError 501 for what is not offered. */
export function readImg2ImgScriptArgs(script: Img2ImgScript, given: Given): Img2ImgScriptFields {
  switch (script) {
    case 'loopback':
      refuseInterrogation(given, 3);
      return {
        script,
        loops: given.number(0),
        finalStrength: given.number(1),
        curve: DENOISING_CURVES.find((curve) => curve === given.at(2)) ?? 'Linear',
      };
    case 'outpainting':
      return {
        script,
        pixels: given.number(1),
        maskBlur: given.number(2),
        sides: sidesIn(given, 3),
        fallOff: given.number(4),
        colorVariation: given.number(5),
      };
    case 'poorOutpainting':
      return {
        script,
        pixels: given.number(0),
        maskBlur: given.number(1),
        content: MASKED_CONTENTS.indexOf(chosen(given, 2, MASKED_CONTENTS)) as MaskedContent,
        sides: sidesIn(given, 3),
      };
    case 'sdUpscale':
      return {
        script,
        overlap: given.number(1),
        upscaler: chosen(given, 2, UPSCALERS),
        scale: given.number(3),
      };
  }
}
