/** How a hypernetwork is built; its weights are inputs of the graph. Equal shapes share a session. */
export interface HypernetworkShape {
  /** For each width of what it changes, the sizes its linear layers lead through, such as [320, 640, 320]. */
  widths: { width: number; sizes: number[]; layerNorm: boolean }[];
  activation: string;
  /** The activation also follows the last linear layer. */
  activateOutput: boolean;
}

/** Names of the inputs of one hypernetwork: `place` counts those that work one after the other. */
export const hypernetworkInput = (place: number, width: number, side: 'k' | 'v', part: string): string =>
  `hypernetwork ${place} ${width} ${side} ${part}`;

/** Name of the input with its strength. */
export const strengthInput = (place: number): string => `hypernetwork ${place} strength`;
