import type { AdaptableParts } from './adapters/adaptable-layers';
import type { Vae } from './checkpoint/read-vae';

/** The networks of a checkpoint; only SDXL has `text2`. */
export type NetworkName = 'text' | 'text2' | 'denoiser' | 'decoder' | 'encoder';

/** Rows of one input, end to end; `shape` is that of a single row. */
export interface Rows {
  data: Float32Array | BigInt64Array;
  shape: number[];
}

/** Inputs that change a network's weights, whole for a batch. Those of equal key are the same. */
export interface Adaptation {
  key: string;
  /** What the network's graph has to be able to take. */
  parts: AdaptableParts;
  inputs: Record<string, { data: Float32Array; shape: number[] }>;
}

/** One use of a network that a pipeline waits for. It receives `rows` rows of the output, read-only. */
export interface Evaluation {
  network: NetworkName;
  output: string;
  rows: number;
  inputs: Record<string, Rows>;
  /** Evaluations of equal identity are one computation; it is done once and shared. */
  identity?: string;
  /** The network is used with changed weights. */
  adaptation?: Adaptation;
  /** Decoder and encoder of this VAE instead of the checkpoint's own. */
  vae?: Vae;
  /** Convolutions see the opposite edge beyond an edge, so that the picture tiles. */
  tiling?: boolean;
  /** Not in bytes, where the device would compute in bytes. */
  exact?: boolean;
  /** Guidance is left out of it, for speed (pipeline/steady-guidance.ts). */
  lacksGuidance?: boolean;
  /** Whose network, when it is not the one the run began with. */
  checkpoint?: string;
  /** It belongs to the second of two passes, which may have adapters of its own. */
  pass?: 'second';
}

/** A computation that waits for networks: yields evaluations, receives their outputs, returns its result. */
export type Pipeline<Result> = Generator<Evaluation, Result, Float32Array>;

/** A pipeline whose evaluations are changed on their way out. */
export function* changing<Result>(
  pipeline: Pipeline<Result>,
  change: (evaluation: Evaluation) => Evaluation,
): Pipeline<Result> {
  let step = pipeline.next();
  while (!step.done) step = pipeline.next(yield change(step.value));
  return step.value;
}

/** Evaluations of equal shape key may be rows of one batch. */
export function shapeKey({ network, output, inputs, adaptation, vae, tiling, exact }: Evaluation): string {
  const shapes = Object.entries(inputs).map(([name, { shape }]) => `${name}[${shape}]`);
  return `${network} ${output} ${shapes.join(' ')} ${adaptation?.key ?? ''} ${vae?.key ?? ''} ${tiling ?? ''} ${exact ?? ''}`;
}

function concatRows(parts: Rows[]): Rows {
  const [first] = parts as [Rows];
  if (parts.length === 1) return first;
  const length = parts.reduce((sum, { data }) => sum + data.length, 0);
  const isFloat = first.data instanceof Float32Array;
  const data = isFloat ? new Float32Array(length) : new BigInt64Array(length);
  let at = 0;
  for (const part of parts) {
    data.set(part.data as never, at);
    at += part.data.length;
  }
  return { data, shape: first.shape };
}

/** Evaluations of equal shape key as one, their rows in order. */
export function concatEvaluations(parts: Evaluation[]): Evaluation {
  const [first] = parts as [Evaluation];
  const inputs = Object.fromEntries(
    Object.keys(first.inputs).map((name) => [name, concatRows(parts.map((part) => part.inputs[name]!))]),
  );
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  return { ...first, rows, inputs };
}
