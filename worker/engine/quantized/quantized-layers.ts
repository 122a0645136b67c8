import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { LayersClass } from '../graph/layers';
import { MICROSOFT, type OnnxGraph, OnnxType, type Value } from '../graph/onnx/graph';
import type { QuantizedPlaces } from './quantized-places';
import { type Part, partName } from './quantized-tensors';

const TYPES = { weight: OnnxType.I8, scale: OnnxType.F32, factors: OnnxType.F32 } as const;

/** A scale is never 0: bytes are divided by it. */
const LEAST_STEP = 1e-20;

/** Bytes and what they mean: step · (value - zero). */
interface QuantizedInput {
  value: Value;
  step: Value;
  zero: Value;
}

interface ScaledRows {
  input: QuantizedInput;
  steps: Value;
}

/**
 * The same building blocks; layers whose weights are `stored` as bytes multiply bytes, and add up in 32 bits. How large a
 * byte's steps are depends on the values at hand, so nothing saturates whatever LoRAs, sizes and borders do to them; and
 * so that it depends on one picture alone, such a network is given one row at a time.
 */
export const withQuantizedLayers = (
  Blocks: LayersClass,
  stored: SafetensorsFile,
  places: QuantizedPlaces,
): LayersClass => {
  const isStored = (key: string) => stored.tensors.has(partName(key, 'weight'));
  return class QuantizedLayers extends Blocks {
    readonly #whole = new Map<Value, QuantizedInput>();
    readonly #rows = new Map<Value, ScaledRows>();

    override linear(x: Value, key: string, from: number, to: number): Value {
      if (!isStored(key)) return super.linear(x, key, from, to);
      return places(key) === 'row' ? this.#rowByRow(x, key, to) : this.#product(this.#asWhole(x), key, to);
    }

    override conv(
      x: Value,
      key: string,
      from: number,
      to: number,
      kernel: 1 | 3,
      stride = 1,
      pads?: number[],
    ): Value {
      if (!isStored(key)) return super.conv(x, key, from, to, kernel, stride, pads);
      const { graph } = this;
      const input = this.#byChannels(x, key, from);
      const places = graph.node('Transpose', [input.value], { perm: [0, 2, 3, 1] });
      const patches =
        kernel === 1
          ? places
          : patchesOf(graph, this.#bordered(places, input.zero, pads ?? [1, 1, 1, 1]), from, stride);
      const product = this.#product({ ...input, value: patches }, key, to);
      return graph.node('Transpose', [product], { perm: [0, 3, 1, 2] });
    }

    #bordered(x: Value, zero: Value, [top, left, bottom, right]: number[]): Value {
      if (!top && !left && !bottom && !right) return x;
      const { graph } = this;
      return graph.node('Pad', [x, graph.integers(0, top!, left!, 0, 0, bottom!, right!, 0), zero]);
    }

    #rowByRow(x: Value, key: string, to: number): Value {
      const { graph, weights } = this;
      const { input, steps } = this.#scaledRows(x);
      const product = graph.node('Mul', [this.#product(input, key), steps]);
      return weights.has(`${key}.bias`) ? this.add(product, weights.get(`${key}.bias`, [to])) : product;
    }

    /** Rows of (…, in) as bytes, each in steps of its own (…, 1): those that its largest value needs. */
    #scaledRows(x: Value): ScaledRows {
      const known = this.#rows.get(x);
      if (known) return known;
      const { graph } = this;
      const bound = (type: string) => graph.node(type, [x, graph.integers(-1)], { keepdims: 1 });
      const least = graph.constant(Float32Array.of(LEAST_STEP), []);
      const sizes = [bound('ReduceMax'), graph.node('Neg', [bound('ReduceMin')]), least];
      const factor = graph.constant(Float32Array.of(1 / 127), []);
      const steps = graph.node('Mul', [graph.node('Max', sizes), factor]);
      const [step, zero] = [graph.constant(Float32Array.of(1), []), graph.constant(Uint8Array.of(128), [])];
      const value = graph.node('QuantizeLinear', [graph.node('Div', [x, steps]), step, zero]);
      const scaled = { input: { value, step, zero }, steps };
      this.#rows.set(x, scaled);
      return scaled;
    }

    /** (…, in) bytes · (in, out) bytes + bias as float32. */
    #product({ value, step, zero }: QuantizedInput, key: string, to?: number): Value {
      const { graph, weights } = this;
      const hasBias = to !== undefined && weights.has(`${key}.bias`);
      const bias = hasBias ? ['', weights.get(`${key}.bias`, [to])] : [];
      return graph.node(
        'MatMulIntegerToFloat',
        [value, this.#stored(key, 'weight'), step, this.#stored(key, 'scale'), zero, ...bias],
        {},
        { domain: MICROSOFT },
      );
    }

    /** All of a value in the same steps, those that its range needs. */
    #asWhole(x: Value): QuantizedInput {
      const known = this.#whole.get(x);
      if (known) return known;
      const value = `${x}:bytes`;
      const quantized = { value, step: `${value} step`, zero: `${value} zero` };
      this.graph.node('DynamicQuantizeLinear', [x], {}, { outputs: Object.values(quantized) });
      this.#whole.set(x, quantized);
      return quantized;
    }

    /** The same for a picture (B, C, H, W) whose channels are divided by the stored factors. */
    #byChannels(x: Value, key: string, channels: number): QuantizedInput {
      const { graph } = this;
      const factors = this.#stored(key, 'factors');
      const number = (value: number) => graph.constant(Float32Array.of(value), []);
      const bound = (type: 'Min' | 'Max') => {
        const ofChannels = graph.node(`Reduce${type}`, [x, graph.integers(0, 2, 3)], { keepdims: 0 });
        const evened = graph.node('Div', [ofChannels, factors]);
        return graph.node(type, [graph.node(`Reduce${type}`, [evened], { keepdims: 0 }), number(0)]);
      };
      const [low, high] = [bound('Min'), bound('Max')];
      const range = graph.node('Mul', [graph.node('Sub', [high, low]), number(1 / 255)]);
      const step = graph.node('Max', [range, number(LEAST_STEP)]);
      const level = graph.node('Round', [graph.node('Div', [graph.node('Neg', [low]), step])]);
      const zero = graph.node('Cast', [level], { to: OnnxType.U8 });
      const value = graph.node(
        'QuantizeLinear',
        [x, graph.node('Mul', [factors, step]), graph.node('Expand', [zero, graph.integers(channels)])],
        { axis: 1 },
      );
      return { value, step, zero };
    }

    #stored(key: string, part: Part): Value {
      const name = partName(key, part);
      const { shape, offset, length } = stored.tensors.get(name)!;
      return this.graph.external(name, TYPES[part], shape, { file: stored.path, offset, length });
    }
  };
};

/**
 * Patches of 3×3 places, each as one row: (B, H, W, C) → (B, height, width, 9 · C), row by row within the patch. A
 * convolution is then a product of matrices, whose result need not be a byte as that of the runtime's own would.
 */
function patchesOf(graph: OnnxGraph, x: Value, channels: number, stride: number): Value {
  const sizeOf = (axis: number) => graph.node('Shape', [x], { start: axis, end: axis + 1 });
  const scalar = (value: bigint) => graph.constant(BigInt64Array.of(value), []);
  /** Where patches begin along an axis. */
  const starts = (axis: number) => {
    const end = graph.node('Squeeze', [graph.node('Sub', [sizeOf(axis), graph.integers(2)])]);
    return graph.node('Range', [scalar(0n), end, scalar(BigInt(stride))]);
  };
  const columns = sizeOf(2);
  const [firstRows, firstColumns] = [starts(1), starts(2)];
  const rowOffsets = graph.node('Mul', [graph.integers(0, 0, 0, 1, 1, 1, 2, 2, 2), columns]);
  const offsets = graph.node('Add', [rowOffsets, graph.integers(0, 1, 2, 0, 1, 2, 0, 1, 2)]);
  const rows = graph.node('Unsqueeze', [graph.node('Mul', [firstRows, columns]), graph.integers(1, 2)]);
  const corners = graph.node('Add', [rows, graph.node('Unsqueeze', [firstColumns, graph.integers(1)])]);
  const places = graph.node('Reshape', [graph.node('Add', [corners, offsets]), graph.integers(-1)]);
  const flat = graph.node('Reshape', [x, graph.integers(0, -1, channels)]);
  const gathered = graph.node('Gather', [flat, places], { axis: 1 });
  const [height, width] = [graph.node('Shape', [firstRows]), graph.node('Shape', [firstColumns])];
  const shape = graph.node('Concat', [graph.integers(0), height, width, graph.integers(9 * channels)], {
    axis: 0,
  });
  return graph.node('Reshape', [gathered, shape]);
}
