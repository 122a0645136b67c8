import { groupCount } from '../checkpoint/architecture';
import { doubledConv } from './doubled-conv';
import { MICROSOFT, type OnnxGraph, type Value } from './onnx/graph';
import { centredByGroups } from './picture-norm';
import type { Weights } from './weights';

/** What tokens look at: all places of a picture, all words of a text, or within a text those before them. */
export type Attended = 'picture' | 'text' | 'earlier';

/** Building blocks shared by the networks. `x` is (B, C, H, W) for images and (B, T, C) for tokens. */
export class Layers {
  constructor(
    readonly graph: OnnxGraph,
    readonly weights: Weights,
  ) {}

  add(a: Value, b: Value): Value {
    return this.graph.node('Add', [a, b]);
  }

  /** x · sigmoid(alpha · x): SiLU at alpha 1. */
  quickGelu(x: Value, alpha: number): Value {
    return this.graph.node('QuickGelu', [x], { alpha: { float: alpha } }, { domain: MICROSOFT });
  }

  /** x · Φ(x), exact. */
  gelu(x: Value): Value {
    return this.graph.node('Gelu', [x], {}, { domain: MICROSOFT });
  }

  silu(x: Value): Value {
    return this.quickGelu(x, 1);
  }

  /** k×k convolution; `pads` is [top, left, bottom, right]. */
  conv(x: Value, key: string, from: number, to: number, kernel: 1 | 3, stride = 1, pads?: number[]): Value {
    const border = (kernel - 1) / 2;
    return this.graph.node(
      'Conv',
      [
        x,
        this.weights.get(`${key}.weight`, [to, from, kernel, kernel]),
        this.weights.get(`${key}.bias`, [to]),
      ],
      {
        kernel_shape: [kernel, kernel],
        strides: [stride, stride],
        pads: pads ?? [border, border, border, border],
      },
    );
  }

  /** x·Wᵀ + b over the last axis; the bias may be missing. */
  linear(x: Value, key: string, from: number, to: number): Value {
    const weight = this.weights.get(`${key}.weight`, [to, from]);
    const product = this.graph.node('FusedMatMul', [x, weight], { transB: 1 }, { domain: MICROSOFT });
    return this.weights.has(`${key}.bias`)
      ? this.add(product, this.weights.get(`${key}.bias`, [to]))
      : product;
  }

  layerNorm(x: Value, key: string, width: number): Value {
    return this.graph.node(
      'LayerNormalization',
      [x, this.weights.get(`${key}.weight`, [width]), this.weights.get(`${key}.bias`, [width])],
      { axis: -1, epsilon: { float: 1e-5 } },
    );
  }

  /**
   * GroupNorm over (B, C, H, W) as an InstanceNorm over the groups: the runtime expands its own GroupNormalization
   * into twenty nodes, which doubles the time to load.
   */
  groupNorm(x: Value, key: string, channels: number, epsilon: number): Value {
    const { graph, weights } = this;
    const groups = groupCount(channels);
    const grouped = graph.node('Reshape', [x, graph.integers(0, groups, -1)]);
    const ones = graph.constant(new Float32Array(groups).fill(1), [groups]);
    const zeros = graph.constant(new Float32Array(groups), [groups]);
    const normalized = graph.node('InstanceNormalization', [grouped, ones, zeros], {
      epsilon: { float: epsilon },
    });
    const restored = graph.node('Reshape', [normalized, graph.node('Shape', [x])]);
    const scaled = graph.node('Mul', [restored, weights.get(`${key}.weight`, [channels, 1, 1])]);
    return this.add(scaled, weights.get(`${key}.bias`, [channels, 1, 1]));
  }

  /** The same for pictures, whose groups have so many numbers that it matters how they are added up. */
  pictureNorm(x: Value, key: string, channels: number, epsilon: number): Value {
    const { graph, weights } = this;
    const { value, scale } = centredByGroups(graph, x, channels, epsilon);
    const factors = graph.node('Mul', [scale, weights.get(`${key}.weight`, [channels, 1, 1])]);
    return this.add(graph.node('Mul', [value, factors]), weights.get(`${key}.bias`, [channels, 1, 1]));
  }

  /** softmax(q·kᵀ / √d)·v with `heads` heads; q (B, T, C), k and v (B, S, C). */
  attention(
    q: Value,
    k: Value,
    v: Value,
    channels: number,
    heads: number,
    attended: Attended = 'picture',
  ): Value {
    return this.graph.node(
      'MultiHeadAttention',
      [q, k, v],
      {
        num_heads: heads,
        scale: { float: (channels / heads) ** -0.5 },
        unidirectional: attended === 'earlier' ? 1 : 0,
      },
      { domain: MICROSOFT },
    );
  }

  /** (B, C, H, W) → (B, H·W, C) */
  toTokens(x: Value, channels: number): Value {
    const flat = this.graph.node('Reshape', [x, this.graph.integers(0, channels, -1)]);
    return this.graph.node('Transpose', [flat], { perm: [0, 2, 1] });
  }

  /** (B, H·W, C) → the shape of the image `like` */
  toImage(tokens: Value, like: Value): Value {
    const flat = this.graph.node('Transpose', [tokens], { perm: [0, 2, 1] });
    return this.graph.node('Reshape', [flat, this.graph.node('Shape', [like])]);
  }

  /** Twice the height and width, nearest neighbour. */
  double(x: Value): Value {
    const scales = this.graph.constant(Float32Array.of(1, 1, 2, 2), [4]);
    return this.graph.node('Resize', [x, '', scales], NEAREST);
  }

  /** A 3×3 convolution of `x` at twice its height and width. */
  doubledConv(x: Value, key: string, from: number, to: number): Value {
    return doubledConv(this.graph, this.weights, x, key, from, to);
  }

  /** `x` at the height and width of `like`, nearest neighbour. */
  resizeLike(x: Value, like: Value): Value {
    const { graph } = this;
    const batchAndChannels = graph.node('Shape', [x], { start: 0, end: 2 });
    const heightAndWidth = graph.node('Shape', [like], { start: 2, end: 4 });
    const sizes = graph.node('Concat', [batchAndChannels, heightAndWidth], { axis: 0 });
    return graph.node('Resize', [x, '', '', sizes], NEAREST);
  }
}

/** Which building blocks a network is made of: `Layers` itself, or a variant whose weights can be adapted. */
export type LayersClass = new (graph: OnnxGraph, weights: Weights) => Layers;

const NEAREST = { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' };
