import { availableParallelism } from 'node:os';
import type { Log } from '../log';
import { type DeviceName, hasCudaLibraries } from './runtime-backends';

/**
 * How networks are computed. `none`: operator by operator; `xformers`: with fused attention, equal to rounding; `blade`:
 * that, the denoiser in bytes on CPUs, and guidance only where it matters.
 */
export const ACCELERATIONS = ['none', 'xformers', 'blade'] as const;
export type Acceleration = (typeof ACCELERATIONS)[number];

/** What networks run on. */
export interface Device {
  name: DeviceName;
  /** Which of several, counted from 0. */
  index?: number;
  /** Threads of one evaluation on the CPU. */
  threads: number;
  /** `xformers` unless said. */
  acceleration?: Acceleration;
}

export interface DeviceOptions {
  /** `auto`, `cpu`, `cuda`, `cuda:1`, `webgpu`, `dml` or `coreml`. */
  device?: string | undefined;
  threads?: number | undefined;
  acceleration?: string | undefined;
}

/** Tries to run something small on a device. @throws when it does not work */
export type TryDevice = (device: Device) => Promise<void>;

const DEVICE = /^(cpu|cuda|webgpu|dml|coreml)(?::(\d+))?$/;

function accelerationOf(wanted: string | undefined, log: Log): Acceleration | undefined {
  if (!wanted) return undefined;
  const known = ACCELERATIONS.find((name) => name === wanted);
  if (!known)
    log('warn', `The acceleration "${wanted}" is not available in this version; xformers is used instead.`);
  return known;
}

function parsed(wanted: string): Pick<Device, 'name' | 'index'> | undefined {
  const [, name, index] = DEVICE.exec(wanted) ?? [];
  if (!name) return undefined;
  return { name: name as DeviceName, ...(index === undefined ? {} : { index: Number(index) }) };
}

/**
 * The device asked for. One that does not work becomes the CPU, with a warning; `auto` is CUDA where it works.
 */
export async function chooseDevice(
  { device: wanted = 'auto', threads, acceleration }: DeviceOptions,
  log: Log,
  tryDevice: TryDevice,
): Promise<Device> {
  const mode = accelerationOf(acceleration, log);
  const common = {
    threads: threads && threads > 0 ? Math.floor(threads) : availableParallelism(),
    ...(mode ? { acceleration: mode } : {}),
  };
  const cpu: Device = { name: 'cpu', ...common };
  if (wanted === 'auto') {
    const cuda: Device = { name: 'cuda', ...common };
    return hasCudaLibraries() && (await problemOf(cuda, tryDevice)) === undefined ? cuda : cpu;
  }
  const known = parsed(wanted);
  if (!known) {
    log(
      'warn',
      `The device "${wanted}" is unknown; the CPU is used instead. Choose auto, cpu, cuda, webgpu, dml or coreml.`,
    );
    return cpu;
  }
  if (known.name === 'cpu') return cpu;
  const device: Device = { ...known, ...common };
  const problem = await problemOf(device, tryDevice);
  if (problem === undefined) return device;
  log('warn', `The device "${wanted}" does not work here; the CPU is used instead. ${problem}`);
  return cpu;
}

async function problemOf(device: Device, tryDevice: TryDevice): Promise<string | undefined> {
  try {
    await tryDevice(device);
    return undefined;
  } catch (error) {
    const text = error instanceof Error && error.cause ? error.cause : error;
    const message = String(text instanceof Error ? text.message : text).split('\n')[0]!;
    // Before its sentence the runtime names the place in its source and the condition that failed.
    return message.replace(/^.* was false\. /, '').slice(0, 300);
  }
}
