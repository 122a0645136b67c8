/** A row of the table: what was measured, the value, and the bar it is held against. */
export interface Measure {
  what: string;
  value: number;
  unit: string;
  /** At most this; undefined when there is no bar. */
  bar?: number;
  note?: string;
}

/** The value below which a share of the samples lies (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

export async function inMilliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
