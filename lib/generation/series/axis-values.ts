import { parseCsv } from '../parse-csv';
import { SERIES_LIMITS } from './limits';
import type { AxisName, ScriptFields } from './script-fields';
import { fault, refuseTooMany } from './script-problem';

/** Texts with commas between them, as the web UI reads them; those in quotes may hold commas. */
export const textsOf = (values: string): string[] =>
  parseCsv(values)
    .flat()
    .map((value) => value.trim());

/** The texts as one that `textsOf` reads again. */
export const joinedTexts = (texts: readonly string[]): string =>
  texts.map((text) => (/[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(', ');

const NUMBER = String.raw`[+-]?\s*\d+(?:\.\d*)?`;
/** `1-10`, `1-10 (+2)`: from, to, step. */
const STEPPED = new RegExp(String.raw`^(${NUMBER})\s*-\s*(${NUMBER})(?:\s*\(\s*([+-]${NUMBER})\s*\))?$`);
/** `1-10 [5]`: from, to, how many. */
const COUNTED = new RegExp(String.raw`^(${NUMBER})\s*-\s*(${NUMBER})\s*\[\s*(\d+)\s*\]$`);
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const read = (text: string) => Number(text.replaceAll(/\s/g, ''));
/** What adding up steps leaves behind the tenth digit is no wish of anybody. */
const tidy = (value: number) => Number(value.toFixed(10));

/** Both ends are values where the step meets them; a step away from the end gives nothing. */
function stepped(axis: AxisName, text: string, [from, to, step]: [number, number, number]): number[] {
  if (step === 0) throw fault(axis, 'stepOfZero', { value: text });
  const count = Math.floor(tidy((to - from) / step)) + 1;
  refuseTooMany(axis, count);
  return Array.from({ length: Math.max(0, count) }, (_, k) => tidy(from + k * step));
}

function counted(axis: AxisName, [from, to, count]: [number, number, number]): number[] {
  refuseTooMany(axis, count);
  const gap = count > 1 ? (to - from) / (count - 1) : 0;
  return Array.from({ length: count }, (_, k) => tidy(from + k * gap));
}

function numbersIn(axis: AxisName, text: string, isWhole: boolean): number[] {
  const range = STEPPED.exec(text);
  if (range) {
    const [, from, to, step = '+1'] = range;
    return stepped(axis, text, [read(from!), read(to!), read(step)]);
  }
  const count = COUNTED.exec(text);
  if (count) {
    const values = counted(axis, [read(count[1]!), read(count[2]!), Number(count[3])]);
    return isWhole ? values.map(Math.trunc) : values;
  }
  if (!PLAIN.test(text)) throw fault(axis, isWhole ? 'notWhole' : 'notANumber', { value: text });
  return [Number(text)];
}

/** The numbers that a text such as `5, 10-30 (+10), 1-3 [5]` means. Throws ScriptFault. */
export function numbersOf(axis: AxisName, values: string, isWhole: boolean): number[] {
  const numbers = textsOf(values)
    .filter(Boolean)
    .flatMap((text) => {
      const found = numbersIn(axis, text, isWhole);
      if (isWhole && !found.every(Number.isInteger)) throw fault(axis, 'notWhole', { value: text });
      return found;
    });
  if (numbers.length === 0) throw fault(axis, 'noValues', {});
  return numbers;
}

/** All orders of some texts, the given one first. Throws ScriptFault for more than a job can have. */
export function ordersOf(axis: AxisName, texts: readonly string[]): string[][] {
  refuseTooMany(
    axis,
    texts.reduce((product, _, k) => product * (k + 1), 1),
  );
  const orders = (rest: readonly string[]): string[][] =>
    rest.length < 2
      ? [[...rest]]
      : rest.flatMap((first, k) => orders(rest.toSpliced(k, 1)).map((order) => [first, ...order]));
  return orders(texts);
}

/** Throws ScriptFault for a text that nobody types. */
export function refuseTooLong(script: ScriptFields): void {
  const most = SERIES_LIMITS.characters;
  const isLong = (text: string) => text.length > most;
  if (script.script === 'prompts' && isLong(script.lines)) throw fault('lines', 'tooLong', { most });
  if (script.script !== 'xyz') return;
  for (const axis of ['x', 'y', 'z'] as const)
    if (isLong(script[axis].values)) throw fault(axis, 'tooLong', { most });
}
