import { availableParallelism } from 'node:os';
import type { Log } from '../log';

/** What networks run on. */
export interface Device {
  name: 'cpu';
  /** Threads of one evaluation. */
  threads: number;
}

export interface DeviceOptions {
  /** `auto`, `cpu`, or what the operator asked for. */
  device?: string | undefined;
  threads?: number | undefined;
}

/** The device asked for; one that this build cannot use becomes the CPU, with a warning. */
export function chooseDevice({ device = 'auto', threads }: DeviceOptions, log: Log): Device {
  if (device !== 'auto' && device !== 'cpu') {
    log('warn', `The device "${device}" is not available in this version; the CPU is used instead.`);
  }
  return { name: 'cpu', threads: threads && threads > 0 ? Math.floor(threads) : availableParallelism() };
}
