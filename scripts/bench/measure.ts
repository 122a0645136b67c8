/** A row of the table: what was measured, the value, and the bar it is held against. */
export interface Measure {
  what: string;
  /** Undefined when it could not be measured here; the note says why. */
  value: number | undefined;
  unit: string;
  /** At most this. Neither bar: the row is there to be known. */
  bar?: number;
  /** At least this. */
  least?: number;
  note?: string;
}

/** Whether a bar was missed. What was not measured has missed nothing. */
export const isMissed = ({ value, bar, least }: Measure): boolean =>
  value !== undefined &&
  ((bar !== undefined && !(value <= bar)) || (least !== undefined && !(value >= least)));

/** The value below which a share of the samples lies (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

/** The middle sample, or between the two middle ones. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const [below, above] = [sorted[Math.ceil(sorted.length / 2) - 1]!, sorted[Math.floor(sorted.length / 2)]!];
  return (below + above) / 2;
}

export interface Timed<T> {
  value: T;
  milliseconds: number;
  /** Of all threads of this process. */
  cpuMilliseconds: number;
}

export async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, milliseconds: performance.now() - start, cpuMilliseconds: (user + system) / 1000 };
}
