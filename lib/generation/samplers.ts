/** A sampler as the WebUI API lists it, and what a request may say about its noise. */
export interface Sampler {
  name: string;
  aliases: readonly string[];
  /** Option values are text in that API. */
  options: Readonly<Record<string, string>>;
  /** Share of fresh noise in each step when nothing is said; absent when the sampler has no such parameter. */
  defaultEta?: number;
  /** Walks over training timesteps: whatever schedule is chosen means nothing to it, and eta is the user's eta_ddim. */
  walksTimesteps?: true;
  /** Which of s_churn, s_tmin, s_tmax and s_noise it listens to. */
  takes?: 'churn' | 's_noise';
}

const brownian = { brownian_noise: 'True' } as const;
const secondOrder = { second_order: 'True' } as const;
const ensd = { uses_ensd: 'True' } as const;
const discards = { discard_next_to_last_sigma: 'True' } as const;

/** The samplers on offer, in the order programs know. The first is used when nothing is said in the studio. */
export const SAMPLERS: readonly Sampler[] = [
  { name: 'DPM++ 2M', aliases: ['k_dpmpp_2m'], options: { scheduler: 'karras' } },
  {
    name: 'DPM++ SDE',
    aliases: ['k_dpmpp_sde'],
    options: { scheduler: 'karras', ...secondOrder, ...brownian },
    defaultEta: 1,
    takes: 's_noise',
  },
  {
    name: 'DPM++ 2M SDE',
    aliases: ['k_dpmpp_2m_sde'],
    options: { scheduler: 'exponential', ...brownian },
    defaultEta: 1,
    takes: 's_noise',
  },
  {
    name: 'DPM++ 2M SDE Heun',
    aliases: ['k_dpmpp_2m_sde_heun'],
    options: { scheduler: 'exponential', ...brownian, solver_type: 'heun' },
    defaultEta: 1,
    takes: 's_noise',
  },
  {
    name: 'DPM++ 2S a',
    aliases: ['k_dpmpp_2s_a'],
    options: { scheduler: 'karras', ...ensd, ...secondOrder },
    defaultEta: 1,
    takes: 's_noise',
  },
  {
    name: 'DPM++ 3M SDE',
    aliases: ['k_dpmpp_3m_sde'],
    options: { scheduler: 'exponential', ...discards, ...brownian },
    defaultEta: 1,
    takes: 's_noise',
  },
  { name: 'Euler a', aliases: ['k_euler_a', 'k_euler_ancestral'], options: ensd, defaultEta: 1 },
  { name: 'Euler', aliases: ['k_euler'], options: {}, takes: 'churn' },
  { name: 'LMS', aliases: ['k_lms'], options: {} },
  { name: 'Heun', aliases: ['k_heun'], options: secondOrder, takes: 'churn' },
  {
    name: 'DPM2',
    aliases: ['k_dpm_2'],
    options: { scheduler: 'karras', ...discards, ...secondOrder },
    takes: 'churn',
  },
  {
    name: 'DPM2 a',
    aliases: ['k_dpm_2_a'],
    options: { scheduler: 'karras', ...discards, ...ensd, ...secondOrder },
    defaultEta: 1,
    takes: 's_noise',
  },
  { name: 'DPM fast', aliases: ['k_dpm_fast'], options: ensd, defaultEta: 1, takes: 's_noise' },
  { name: 'DPM adaptive', aliases: ['k_dpm_ad'], options: ensd, defaultEta: 1 },
  { name: 'Restart', aliases: ['restart'], options: { scheduler: 'karras', ...secondOrder } },
  { name: 'DDIM', aliases: ['ddim'], options: {}, defaultEta: 0, walksTimesteps: true },
  { name: 'DDIM CFG++', aliases: ['ddim_cfgpp'], options: {}, defaultEta: 0, walksTimesteps: true },
  { name: 'PLMS', aliases: ['plms'], options: {}, walksTimesteps: true },
  { name: 'UniPC', aliases: ['unipc'], options: {}, walksTimesteps: true },
  { name: 'LCM', aliases: ['k_lcm'], options: {} },
];

/** The sampler with exactly that name. */
export function samplerNamed(name: string): Sampler | undefined {
  return SAMPLERS.find((sampler) => sampler.name === name);
}
