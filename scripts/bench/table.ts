import os from 'node:os';
import { isMissed, type Measure } from './measure';

/** The machine and the runtime, one line. */
export function describeMachine(): string {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cpus.length} × ${cpus[0]?.model.trim()}, ${memory} GiB, ${os.type()} ${os.release()}, Node ${process.versions.node}`;
}

function shown(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.01) return value.toExponential(1);
  if (value !== 0 && value < 1) return value.toFixed(3);
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });
}

function barOf({ bar, least }: Measure): string {
  if (least !== undefined) return `≥ ${shown(least)}`;
  return bar === undefined ? '' : `≤ ${shown(bar)}`;
}

function verdict(measure: Measure): string {
  if (measure.value === undefined) return '';
  if (measure.bar === undefined && measure.least === undefined) return '';
  return isMissed(measure) ? 'MISSED' : 'ok';
}

const cells = (measure: Measure): string[] => [
  measure.what,
  measure.value === undefined ? 'not measured' : `${shown(measure.value)} ${measure.unit}`.trim(),
  barOf(measure),
  verdict(measure),
  measure.note?.replaceAll('|', '/').replaceAll('\n', ' ') ?? '',
];

/** A measure by itself. */
export const line = (measure: Measure): string => cells(measure).filter(Boolean).join('  ');

/** The measures as a Markdown table. */
export function table(measures: readonly Measure[]): string {
  const rows = measures.map(cells);
  const head = ['what', 'measured', 'bar', '', 'note'];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const rowOf = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [
    rowOf(head),
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...rows.map(rowOf),
  ].join('\n');
}
