/** The smallest and the largest value a layer has seen; zero lies between them. */
export interface Range {
  low: number;
  high: number;
}

/** Of a network, by the key of the layer. */
export type LayerRanges = Map<string, Range>;

const LOW = 'low ';
const HIGH = 'high ';

/** What the observing graph calls its outputs. */
export const lowOutput = (key: string): string => LOW + key;
export const highOutput = (key: string): string => HIGH + key;

/** Widens ranges by the outputs of one run of the observing graph. NaN stays. */
export function include(
  ranges: LayerRanges,
  outputs: Readonly<Record<string, { data: ArrayLike<unknown> }>>,
): void {
  for (const [name, { data }] of Object.entries(outputs)) {
    if (!name.startsWith(LOW)) continue;
    const key = name.slice(LOW.length);
    const { low, high } = ranges.get(key) ?? { low: 0, high: 0 };
    ranges.set(key, {
      low: Math.min(low, data[0] as number),
      high: Math.max(high, outputs[highOutput(key)]!.data[0] as number),
    });
  }
}

export const areFinite = (ranges: LayerRanges): boolean =>
  [...ranges.values()].every(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
