import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Device } from '@/worker/engine/device/device';
import { createSession, type SessionOptions } from '@/worker/engine/device/session';
import type { NetworkGraph } from '@/worker/engine/graph/network';
import type { Inputs } from './pytorch';

/** One network by itself: a row of inputs is a row of work, where the engine computes two to have equal bytes. */
export class Network {
  private constructor(private readonly session: InferenceSession) {}

  static async load(graph: NetworkGraph, device: Device, options?: SessionOptions): Promise<Network> {
    return new Network(await createSession(graph, device, options));
  }

  async run(inputs: Inputs): Promise<Float32Array> {
    const feeds = Object.entries(inputs).map(([name, { data, shape }]) => [
      name,
      new Tensor('float32', data, shape),
    ]);
    const outputs = await this.session.run(Object.fromEntries(feeds));
    return Object.values(outputs)[0]!.data as Float32Array;
  }

  async release(): Promise<void> {
    await this.session.release();
  }
}
