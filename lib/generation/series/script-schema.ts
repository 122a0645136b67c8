import { z } from 'zod';
import { UPSCALERS } from '../upscalers';
import { DENOISING_CURVES } from './img2img-script-fields';

const axis = z.object({ type: z.string(), values: z.string() });
const sides = z.object({ left: z.boolean(), right: z.boolean(), up: z.boolean(), down: z.boolean() });
const content = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);

/** A script as the studio's forms send it; what it means is read where the request is resolved. */
export const scriptSchema = z.discriminatedUnion('script', [
  z.object({
    script: z.literal('matrix'),
    putAtStart: z.boolean(),
    differentSeeds: z.boolean(),
    promptType: z.enum(['positive', 'negative']),
    delimiter: z.enum(['comma', 'space']),
    margin: z.number(),
  }),
  z.object({
    script: z.literal('prompts'),
    lines: z.string(),
    iterateSeed: z.boolean(),
    sameSeed: z.boolean(),
    position: z.enum(['start', 'end']),
    combined: z.boolean(),
  }),
  z.object({
    script: z.literal('xyz'),
    x: axis,
    y: axis,
    z: axis,
    legend: z.boolean(),
    loneImages: z.boolean(),
    subGrids: z.boolean(),
    keepSeeds: z.boolean(),
    varySeeds: z.object({ x: z.boolean(), y: z.boolean(), z: z.boolean() }),
    margin: z.number(),
  }),
  z.object({
    script: z.literal('loopback'),
    loops: z.number(),
    finalStrength: z.number(),
    curve: z.enum(DENOISING_CURVES),
  }),
  z.object({
    script: z.literal('outpainting'),
    pixels: z.number(),
    maskBlur: z.number(),
    sides,
    fallOff: z.number(),
    colorVariation: z.number(),
  }),
  z.object({
    script: z.literal('poorOutpainting'),
    pixels: z.number(),
    maskBlur: z.number(),
    content,
    sides,
  }),
  z.object({
    script: z.literal('sdUpscale'),
    overlap: z.number(),
    scale: z.number(),
    upscaler: z.enum(UPSCALERS),
  }),
]);
