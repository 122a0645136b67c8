/** A sampler as the WebUI API lists it. */
export interface Sampler {
  name: string;
  aliases: readonly string[];
  /** Option values are text in that API. */
  options: Readonly<Record<string, string>>;
  /** Share of fresh noise in each step when nothing is said; absent when the sampler has no such parameter. */
  defaultEta?: number;
}

/** The samplers on offer, in the order programs know. The first is used when nothing is said in the studio. */
export const SAMPLERS: readonly Sampler[] = [
  { name: 'DPM++ 2M', aliases: ['k_dpmpp_2m'], options: { scheduler: 'karras' } },
  {
    name: 'Euler a',
    aliases: ['k_euler_a', 'k_euler_ancestral'],
    options: { uses_ensd: 'True' },
    defaultEta: 1,
  },
  { name: 'Euler', aliases: ['k_euler'], options: {} },
  { name: 'DDIM', aliases: ['ddim'], options: {}, defaultEta: 0 },
];

/** The sampler with exactly that name. */
export function samplerNamed(name: string): Sampler | undefined {
  return SAMPLERS.find((sampler) => sampler.name === name);
}
