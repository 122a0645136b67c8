import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Architecture } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { Device } from '../device/device';
import { createSession, runtimeError } from '../device/session';
import { EngineError } from '../errors';
import type { Evaluation, NetworkName, Rows } from '../evaluation';
import type { NetworkGraph } from '../graph/network';
import { textEncoderGraph } from '../graph/text-encoder';
import { unetGraph } from '../graph/unet';
import { vaeDecoderGraph } from '../graph/vae-decoder';
import { vaeEncoderGraph } from '../graph/vae-encoder';
import { predictionProbe, predictionShown } from './prediction';

/** The networks a picture from text needs. */
const textToImage = ({ text2 }: Architecture): NetworkName[] => [
  'text',
  ...(text2 ? (['text2'] as const) : []),
  'denoiser',
  'decoder',
];

export interface EvaluationResult {
  /** As many rows as were asked for. */
  output: Float32Array;
  /** How long the device was busy. */
  milliseconds: number;
}

const tensorOf = ({ data, shape }: Rows, rows: number): Tensor =>
  data instanceof Float32Array
    ? new Tensor('float32', data, [rows, ...shape])
    : new Tensor('int64', data, [rows, ...shape]);

/** A denoiser batch of one row is computed in another order than larger ones; two equal rows make it the same. */
function padded(evaluation: Evaluation): Evaluation {
  if (evaluation.network !== 'denoiser' || evaluation.rows > 1) return evaluation;
  const twice = ({ data, shape }: Rows): Rows => {
    const doubled = new Float32Array(2 * data.length);
    doubled.set(data as Float32Array, 0);
    doubled.set(data as Float32Array, data.length);
    return { data: doubled, shape };
  };
  const inputs = Object.entries(evaluation.inputs).map(([name, rows]) => [name, twice(rows)]);
  return { ...evaluation, rows: 2, inputs: Object.fromEntries(inputs) };
}

/** The networks of one checkpoint, as sessions on a device. */
export class CheckpointNetworks {
  readonly #sessions = new Map<NetworkName, InferenceSession>();

  constructor(
    readonly file: SafetensorsFile,
    readonly architecture: Architecture,
    readonly device: Device,
  ) {}

  /** Loads what a picture from text needs, and finds out what the file does not state. @throws EngineError */
  async load(): Promise<void> {
    const { architecture } = this;
    for (const name of textToImage(architecture)) await this.#session(name);
    if (architecture.isPredictionStated) return;
    const { output } = await this.evaluate(predictionProbe(architecture));
    architecture.prediction = predictionShown(output);
    architecture.isPredictionStated = true;
  }

  /**
   * Runs a network once. The native call blocks this process's event loop until it is done.
   * @throws EngineError `out-of-memory`, `device`
   */
  async evaluate(evaluation: Evaluation): Promise<EvaluationResult> {
    const session = await this.#session(evaluation.network);
    const { inputs, rows, output } = padded(evaluation);
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [name, tensorOf(input, rows)]),
    );
    const start = performance.now();
    try {
      const results = await session.run(feeds, [output]);
      const milliseconds = performance.now() - start;
      const data = results[output]!.data as Float32Array;
      return { output: data.subarray(0, (data.length / rows) * evaluation.rows), milliseconds };
    } catch (error) {
      throw runtimeError(error);
    }
  }

  async release(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const session of sessions) await session.release();
  }

  async #session(name: NetworkName): Promise<InferenceSession> {
    const known = this.#sessions.get(name);
    if (known) return known;
    const session = await createSession(this.#graph(name), this.device);
    this.#sessions.set(name, session);
    return session;
  }

  #graph(name: NetworkName): NetworkGraph {
    const { text, text2, unet, vae } = this.architecture;
    switch (name) {
      case 'text':
        return textEncoderGraph(this.file, text);
      case 'text2':
        if (!text2) throw new EngineError('internal', 'This checkpoint has no second text encoder.');
        return textEncoderGraph(this.file, text2);
      case 'denoiser':
        return unetGraph(this.file, unet);
      case 'decoder':
        return vaeDecoderGraph(this.file, vae);
      case 'encoder':
        return vaeEncoderGraph(this.file, vae);
    }
  }
}
