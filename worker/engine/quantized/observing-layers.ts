import type { LayersClass } from '../graph/layers';
import type { Value } from '../graph/onnx/graph';
import { sizesOutput } from './layer-sizes';
import type { QuantizedPlaces } from './quantized-places';

/**
 * The same building blocks; how large the channels are that convolutions at `places` see is a further output of the graph.
 * @param met told the key of every layer at `places`
 */
export const withObservedLayers = (
  Blocks: LayersClass,
  places: QuantizedPlaces,
  met: (key: string) => void,
): LayersClass =>
  class ObservingLayers extends Blocks {
    override linear(x: Value, key: string, from: number, to: number): Value {
      if (places(key)) met(key);
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
      if (places(key)) {
        met(key);
        const { graph } = this;
        const axes = graph.integers(0, 2, 3);
        const sizes = graph.node('ReduceMax', [graph.node('Abs', [x]), axes], { keepdims: 0 });
        graph.output(sizesOutput(key), sizes, [from]);
      }
      return super.conv(x, key, from, to, kernel, stride, pads);
    }
  };
