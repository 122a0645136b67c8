/** The largest size of a value in each channel that a convolution has seen. */
export type ChannelSizes = Float32Array;

/** Of a network's convolutions, by their keys. */
export type LayerSizes = Map<string, ChannelSizes>;

const PREFIX = 'sizes ';

/** What the observing graph calls its outputs. */
export const sizesOutput = (key: string): string => PREFIX + key;

/** Takes in the outputs of one run of the observing graph. NaN stays. */
export function include(sizes: LayerSizes, outputs: Readonly<Record<string, { data: unknown }>>): void {
  for (const [name, { data }] of Object.entries(outputs)) {
    if (!name.startsWith(PREFIX)) continue;
    const seen = data as Float32Array;
    const known = sizes.get(name.slice(PREFIX.length));
    sizes.set(name.slice(PREFIX.length), known ? known.map((size, c) => Math.max(size, seen[c]!)) : seen);
  }
}

export const areFinite = (sizes: LayerSizes): boolean =>
  [...sizes.values()].every((channels) => channels.every(Number.isFinite));
