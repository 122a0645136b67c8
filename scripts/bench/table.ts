import os from 'node:os';
import type { Measure } from './measure';

/** The machine and the runtime, one line. */
export function describeMachine(): string {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cpus.length} × ${cpus[0]?.model.trim()}, ${memory} GiB, ${os.type()} ${os.release()}, Node ${process.versions.node}`;
}

function shown(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.01) return value.toExponential(1);
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });
}

function verdict({ value, bar }: Measure): string {
  if (bar === undefined) return '';
  return value <= bar ? 'ok' : 'MISSED';
}

/** The measures as a Markdown table. */
export function table(measures: readonly Measure[]): string {
  const rows = measures.map((measure) => [
    measure.what,
    `${shown(measure.value)} ${measure.unit}`.trim(),
    measure.bar === undefined ? '' : `≤ ${shown(measure.bar)}`,
    verdict(measure),
    measure.note ?? '',
  ]);
  const head = ['what', 'measured', 'bar', '', 'note'];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join(
    '\n',
  );
}
