/** A noise schedule as the WebUI API lists it. */
export interface Scheduler {
  name: string;
  /** What people and infotexts read. */
  label: string;
  aliases: readonly string[] | null;
  defaultRho: number;
  needInnerModel: boolean;
}

/** The schedules on offer, in the order programs know. */
export const SCHEDULERS: readonly Scheduler[] = [
  { name: 'automatic', label: 'Automatic', aliases: null, defaultRho: -1, needInnerModel: false },
  { name: 'uniform', label: 'Uniform', aliases: null, defaultRho: -1, needInnerModel: true },
  { name: 'karras', label: 'Karras', aliases: null, defaultRho: 7, needInnerModel: false },
  { name: 'exponential', label: 'Exponential', aliases: null, defaultRho: -1, needInnerModel: false },
];

/** Schedules that other programs have and this one does not offer: asking for one is answered, not replaced. */
export const SCHEDULERS_ELSEWHERE: readonly string[] = [
  'polyexponential',
  'sgm_uniform',
  'sgm uniform',
  'sgmuniform',
  'kl_optimal',
  'kl optimal',
  'align_your_steps',
  'align your steps',
  'simple',
  'normal',
  'ddim',
  'beta',
  'turbo',
];
