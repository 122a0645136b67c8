import type { LayersClass } from './layers';
import type { Value } from './onnx/graph';

/**
 * The same building blocks with convolutions that see the opposite edge beyond an edge, so that pictures tile. Borders
 * given explicitly stay zero, as in the reference.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_hijack.py`, apply_circular
 */
export const withCircularPadding = (Blocks: LayersClass): LayersClass =>
  class extends Blocks {
    override conv(
      x: Value,
      key: string,
      from: number,
      to: number,
      kernel: 1 | 3,
      stride = 1,
      pads?: number[],
    ): Value {
      if (kernel === 1 || pads) return super.conv(x, key, from, to, kernel, stride, pads);
      const { graph } = this;
      // All axes, even those without a border: moving transpositions about, the runtime forgets which ones are meant.
      const wrapped = graph.node('Pad', [x, graph.integers(0, 0, 1, 1, 0, 0, 1, 1)], { mode: 'wrap' });
      return super.conv(wrapped, key, from, to, kernel, stride, [0, 0, 0, 0]);
    }

    override doubledConv(x: Value, key: string, from: number, to: number): Value {
      return this.conv(this.double(x), key, from, to, 3);
    }
  };
