import { Tensor } from 'onnxruntime-node';
import { createSession } from '../device/session';
import { MICROSOFT, OnnxGraph, OnnxType } from '../graph/onnx/graph';

const INPUTS = 64;

/**
 * The largest byte that weights may be on this processor: 127, or 63 where two products of bytes are added up in 16 bits,
 * which saturate (x86 without VNNI). Found out by a product whose terms are as large as they get.
 * @throws EngineError `device`
 */
export async function largestWeight(): Promise<number> {
  const graph = new OnnxGraph();
  const x = graph.input('x', OnnxType.F32, [1, INPUTS]);
  const step = graph.constant(Float32Array.of(1), []);
  const zero = graph.constant(Uint8Array.of(0), []);
  const bytes = graph.node('QuantizeLinear', [x, step, zero]);
  const weight = graph.constant(new Int8Array(INPUTS).fill(127), [INPUTS, 1]);
  const scale = graph.constant(Float32Array.of(1), [1]);
  const y = graph.node('MatMulIntegerToFloat', [bytes, weight, step, scale, zero], {}, { domain: MICROSOFT });
  graph.output('y', y, [1, 1]);
  const session = await createSession(graph.encode(), { name: 'cpu', threads: 1 });
  try {
    const feeds = { x: new Tensor('float32', new Float32Array(INPUTS).fill(255), [1, INPUTS]) };
    const { y: sum } = await session.run(feeds);
    return (sum!.data as Float32Array)[0] === INPUTS * 255 * 127 ? 127 : 63;
  } finally {
    await session.release();
  }
}
