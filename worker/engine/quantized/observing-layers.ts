import type { LayersClass } from '../graph/layers';
import type { Value } from '../graph/onnx/graph';
import { highOutput, lowOutput } from './layer-ranges';
import type { QuantizedPlaces } from './quantized-places';

/** The same building blocks; the bounds of what layers at `places` see are further outputs of the graph. */
export const withObservedLayers = (Blocks: LayersClass, places: QuantizedPlaces): LayersClass =>
  class ObservingLayers extends Blocks {
    override linear(x: Value, key: string, from: number, to: number): Value {
      if (places(key)) this.#observe(x, key);
      return super.linear(x, key, from, to);
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
      if (places(key)) this.#observe(x, key);
      return super.conv(x, key, from, to, kernel, stride, pads);
    }

    #observe(x: Value, key: string): void {
      const { graph } = this;
      graph.output(lowOutput(key), graph.node('ReduceMin', [x], { keepdims: 0 }), []);
      graph.output(highOutput(key), graph.node('ReduceMax', [x], { keepdims: 0 }), []);
    }
  };
