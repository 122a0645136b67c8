import type { Layers } from '../graph/layers';
import { MICROSOFT, OnnxType, type Value } from '../graph/onnx/graph';
import { type HypernetworkShape, hypernetworkInput, strengthInput } from './hypernetwork-shape';

type Activation = (layers: Layers, x: Value) => Value;

const operator =
  (type: string, attributes = {}): Activation =>
  ({ graph }, x) =>
    graph.node(type, [x], attributes);

/** Activations that hypernetworks are trained with, under the names their files give. */
export const ACTIVATIONS: Record<string, Activation> = {
  linear: (_, x) => x,
  relu: operator('Relu'),
  leakyrelu: operator('LeakyRelu', { alpha: { float: 0.01 } }),
  elu: operator('Elu'),
  selu: operator('Selu'),
  swish: (layers, x) => layers.silu(x),
  silu: (layers, x) => layers.silu(x),
  hardswish: operator('HardSwish'),
  mish: operator('Mish'),
  gelu: ({ graph }, x) => graph.node('Gelu', [x], {}, { domain: MICROSOFT }),
  tanh: operator('Tanh'),
  sigmoid: operator('Sigmoid'),
  softplus: operator('Softplus'),
  softsign: operator('Softsign'),
};

/** Hypernetworks in front of the keys and values of attention: x + strength · layers(x), one after the other. */
export class HypernetworkLayers {
  readonly #inputs = new Map<string, Value>();
  readonly #applied = new Map<string, Value>();

  constructor(
    readonly layers: Layers,
    readonly shapes: HypernetworkShape[],
  ) {}

  /** @param width the last axis of `x`, which chooses the layers */
  apply(x: Value, width: number, side: 'k' | 'v'): Value {
    const id = `${x} ${side}`;
    const known = this.#applied.get(id);
    if (known) return known;
    const changed = this.shapes.reduce((h, shape, place) => this.#one(h, shape, place, width, side), x);
    this.#applied.set(id, changed);
    return changed;
  }

  #one(x: Value, shape: HypernetworkShape, place: number, width: number, side: 'k' | 'v'): Value {
    const { layers } = this;
    const found = shape.widths.find((stack) => stack.width === width);
    if (!found) return x;
    const { sizes, layerNorm } = found;
    const activate = ACTIVATIONS[shape.activation]!;
    let h = x;
    for (let i = 0; i + 1 < sizes.length; i++) {
      const [from, to] = [sizes[i]!, sizes[i + 1]!];
      const input = (part: string, size: number[]) =>
        this.#input(hypernetworkInput(place, width, side, `${i} ${part}`), size);
      const product = layers.graph.node(
        'FusedMatMul',
        [h, input('weight', [to, from])],
        { transB: 1 },
        { domain: MICROSOFT },
      );
      h = layers.add(product, input('bias', [to]));
      if (i + 2 < sizes.length || shape.activateOutput) h = activate(layers, h);
      if (layerNorm) {
        h = layers.graph.node(
          'LayerNormalization',
          [h, input('norm weight', [to]), input('norm bias', [to])],
          {
            axis: -1,
            epsilon: { float: 1e-5 },
          },
        );
      }
    }
    return layers.add(x, layers.graph.node('Mul', [h, this.#input(strengthInput(place), [1])]));
  }

  #input(name: string, shape: number[]): Value {
    const known = this.#inputs.get(name) ?? this.layers.graph.input(name, OnnxType.F32, shape);
    this.#inputs.set(name, known);
    return known;
  }
}
