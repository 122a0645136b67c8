/** A noise schedule as the WebUI API lists it. */
export interface Scheduler {
  name: string;
  /** What people and infotexts read. */
  label: string;
  aliases: readonly string[] | null;
  defaultRho: number;
  needInnerModel: boolean;
}

const plain = { aliases: null, defaultRho: -1, needInnerModel: false } as const;
/** Its levels are looked up in the checkpoint's own. */
const ofModel = { aliases: null, defaultRho: -1, needInnerModel: true } as const;

/** The schedules on offer, in the order programs know. */
export const SCHEDULERS: readonly Scheduler[] = [
  { name: 'automatic', label: 'Automatic', ...plain },
  { name: 'uniform', label: 'Uniform', ...ofModel },
  { name: 'karras', label: 'Karras', ...plain, defaultRho: 7 },
  { name: 'exponential', label: 'Exponential', ...plain },
  { name: 'polyexponential', label: 'Polyexponential', ...plain, defaultRho: 1 },
  { name: 'sgm_uniform', label: 'SGM Uniform', ...ofModel, aliases: ['SGMUniform'] },
  { name: 'kl_optimal', label: 'KL Optimal', ...plain },
  { name: 'align_your_steps', label: 'Align Your Steps', ...plain },
  { name: 'simple', label: 'Simple', ...ofModel },
  { name: 'normal', label: 'Normal', ...ofModel },
  { name: 'ddim', label: 'DDIM', ...ofModel },
  { name: 'beta', label: 'Beta', ...ofModel },
  { name: 'turbo', label: 'Turbo', ...ofModel },
];
