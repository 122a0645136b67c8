import { InferenceSession, Tensor } from 'onnxruntime-node';
import { EngineError } from '../errors';
import type { NetworkGraph } from '../graph/network';
import { OnnxGraph, OnnxType } from '../graph/onnx/graph';
import type { Device } from './device';
import { isKnownToRuntime } from './runtime-backends';

// Before its first session: the runtime would report models, errors and the machine to its maker, and leave a log in the
// temporary folder and a database in the home directory. What is drawn here is nobody else's business.
process.env.ORT_DISABLE_TELEMETRY = '1';

/** onnxruntime speaks of memory in many ways, and only in English text. */
export function runtimeError(cause: unknown): EngineError {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/bad.?alloc|out of memory|failed to allocate/i.test(text)) {
    return new EngineError(
      'out-of-memory',
      'The device ran out of memory. Choose a smaller picture or a smaller checkpoint.',
      { cause: text },
    );
  }
  return new EngineError('device', 'The inference runtime failed. The log of the worker says why.', {
    cause: text,
  });
}

/** What the runtime is asked for: the device, and the CPU for operators that it lacks. */
function providers({ name, index }: Device): InferenceSession.ExecutionProviderConfig[] {
  if (name === 'cpu') return ['cpu'];
  return [index === undefined ? { name } : { name, deviceId: index }, 'cpu'];
}

/** When what follows from the weights alone is computed, such as their float32 values: once, into memory, or at every run. */
export type Widening = 'once' | 'each run';

export interface SessionOptions {
  widening?: Widening;
  /** Weights are copied in the order in which they are multiplied. */
  isPacked?: boolean;
}

/**
 * A network ready to run. Weights are read from the checkpoint file itself; half precision becomes float32 here.
 * @throws EngineError `out-of-memory`, `device`
 */
export async function createSession(
  network: NetworkGraph,
  device: Device,
  { widening = 'once', isPacked = false }: SessionOptions = {},
): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(network.model, {
      executionProviders: providers(device),
      intraOpNumThreads: device.threads,
      // "all" would re-lay the convolution weights: 5 % faster steps for five times the loading and 60 % more memory. For
      // the autoencoder alone it is 20 % faster decoding for 0.4 s at each load and 0.5 GiB while loading.
      graphOptimizationLevel: 'extended',
      enableCpuMemArena: false,
      logSeverityLevel: 3,
      extra: {
        session: {
          model_external_initializers_file_folder_path: network.weightsFolder,
          intra_op: { allow_spinning: '0' },
          // Packed weights would be copies in every session, of weights that are mapped as well; steps of 512×512 take
          // as long without. Packed and not are added up in another order: all sessions do it the same way.
          disable_prepacking: isPacked ? '0' : '1',
        },
        optimization: widening === 'once' ? {} : { disable_specified_optimizers: 'ConstantFolding' },
      },
    });
  } catch (error) {
    throw runtimeError(error);
  }
}

/** Adds two numbers on a device. @throws EngineError when it does not work */
export async function tryDevice(device: Device): Promise<void> {
  // The runtime would leave a device out that it does not know, and compute on the CPU.
  if (!isKnownToRuntime(device.name))
    throw runtimeError(new Error(`The runtime has no ${device.name} here.`));
  const graph = new OnnxGraph();
  const x = graph.input('x', OnnxType.F32, [2]);
  graph.output('y', graph.node('Add', [x, x]), [2]);
  const session = await createSession(graph.encode(), device);
  const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(1, 2), [2]) });
  await session.release();
  const sum = y!.data as Float32Array;
  if (sum[0] !== 2 || sum[1] !== 4) throw runtimeError(new Error(`${device.name} cannot add`));
}
