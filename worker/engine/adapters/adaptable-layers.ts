import { Layers, type LayersClass } from '../graph/layers';
import { MICROSOFT, OnnxType, type Value } from '../graph/onnx/graph';
import { HypernetworkLayers } from './hypernetwork-layers';
import type { HypernetworkShape } from './hypernetwork-shape';

/** Which changes a network's graph can take. */
export interface AdaptableParts {
  /** Differences of convolutions too, besides those of matrices. */
  convolutions: boolean;
  /** In the order in which they work. */
  hypernetworks: HypernetworkShape[];
}

export const downInput = (key: string): string => `down ${key}`;
export const upInput = (key: string): string => `up ${key}`;

/** A graph for `have` serves evaluations that need `want`. */
export const serves = (have: AdaptableParts, want: AdaptableParts): boolean =>
  (have.convolutions || !want.convolutions) &&
  JSON.stringify(have.hypernetworks) === JSON.stringify(want.hypernetworks);

const CONTEXT_PROJECTION = /\.attn[12]\.to_([kv])$/;

/**
 * Building blocks whose weights W become W + up · down, where `up KEY` (out, r) and `down KEY` (r, in · h · w) are
 * inputs of the graph with any rank r: y = W x + up (down x). No weight of the checkpoint is touched.
 */
export function adaptableLayers(
  { convolutions, hypernetworks }: AdaptableParts,
  Blocks: LayersClass = Layers,
): LayersClass {
  return class AdaptableLayers extends Blocks {
    readonly #hypernetworks = new HypernetworkLayers(this, hypernetworks);

    override linear(x: Value, key: string, from: number, to: number): Value {
      const side = CONTEXT_PROJECTION.exec(key)?.[1] as 'k' | 'v' | undefined;
      const input = side ? this.#hypernetworks.apply(x, from, side) : x;
      const [down, up] = this.#factors(key, from, to);
      const narrow = this.#timesTransposed(input, down);
      return this.add(super.linear(input, key, from, to), this.#timesTransposed(narrow, up));
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
      const plain = super.conv(x, key, from, to, kernel, stride, pads);
      if (!convolutions) return plain;
      const { graph } = this;
      const [down, up] = this.#factors(key, from * kernel ** 2, to);
      const border = (kernel - 1) / 2;
      const narrow = graph.node(
        'Conv',
        [x, graph.node('Reshape', [down, graph.integers(-1, from, kernel, kernel)])],
        {
          kernel_shape: [kernel, kernel],
          strides: [stride, stride],
          pads: pads ?? [border, border, border, border],
        },
      );
      const wide = graph.node('Conv', [narrow, graph.node('Reshape', [up, graph.integers(to, -1, 1, 1)])], {
        kernel_shape: [1, 1],
      });
      return this.add(plain, wide);
    }

    #factors(key: string, from: number, to: number): [down: Value, up: Value] {
      const rank = `rank ${key}`;
      return [
        this.graph.input(downInput(key), OnnxType.F32, [rank, from]),
        this.graph.input(upInput(key), OnnxType.F32, [to, rank]),
      ];
    }

    #timesTransposed(x: Value, matrix: Value): Value {
      return this.graph.node('FusedMatMul', [x, matrix], { transB: 1 }, { domain: MICROSOFT });
    }
  };
}
