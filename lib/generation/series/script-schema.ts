import { z } from 'zod';

const axis = z.object({ type: z.string(), values: z.string() });

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
]);
