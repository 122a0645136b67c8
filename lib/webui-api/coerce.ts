import { pythonFloat } from '@/lib/generation/python-number';

/** What is wrong with a value, in the words programs know. */
export interface Refusal {
  msg: string;
  type: string;
  /** Where inside the value, for lists. */
  at?: number;
  ctx?: Record<string, unknown>;
}

export type Coerced<T> = { value: T } | { refusals: Refusal[] };
export type Coerce<T> = (value: unknown) => Coerced<T>;

const refused = (msg: string, type: string): { refusals: Refusal[] } => ({ refusals: [{ msg, type }] });

export const NONE_NOT_ALLOWED: Refusal = {
  msg: 'none is not an allowed value',
  type: 'type_error.none.not_allowed',
};

const INTEGER = /^\s*[+-]?\d+(?:_\d+)*\s*$/;
const FLOAT = /^\s*[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?\s*$/i;
const FLOAT_WORD = /^\s*([+-]?)(?:(inf(?:inity)?)|nan)\s*$/i;

/** Whole numbers; integral text, floats (cut off after the point) and booleans too. */
export const int: Coerce<number> = (value) => {
  if (typeof value === 'boolean') return { value: Number(value) };
  if (typeof value === 'number' && Number.isFinite(value)) return { value: Math.trunc(value) };
  if (typeof value === 'string' && INTEGER.test(value)) return { value: Number(value.replaceAll('_', '')) };
  return refused('value is not a valid integer', 'type_error.integer');
};

/** Numbers; numeric text and booleans too. */
export const float: Coerce<number> = (value) => {
  if (typeof value === 'boolean' || typeof value === 'number') return { value: Number(value) };
  if (typeof value === 'string') {
    if (FLOAT.test(value)) return { value: Number(value.replaceAll('_', '')) };
    const [, sign, infinite] = FLOAT_WORD.exec(value) ?? [];
    if (sign !== undefined) return { value: infinite ? Number(`${sign}Infinity`) : Number.NaN };
  }
  return refused('value is not a valid float', 'type_error.float');
};

/** Text; numbers become text. */
export const str: Coerce<string> = (value) => {
  if (typeof value === 'string') return { value };
  if (typeof value === 'number')
    return { value: Number.isInteger(value) ? String(value) : pythonFloat(value) };
  if (typeof value === 'boolean') return { value: value ? 'True' : 'False' };
  return refused('str type expected', 'type_error.str');
};

const TRUE = new Set(['1', 'on', 't', 'true', 'y', 'yes']);
const FALSE = new Set(['0', 'off', 'f', 'false', 'n', 'no']);

/** true and false; 1 and 0; the usual words in any case. */
export const bool: Coerce<boolean> = (value) => {
  if (typeof value === 'boolean') return { value };
  const word = typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
  if (TRUE.has(word)) return { value: true };
  if (FALSE.has(word)) return { value: false };
  return refused('value could not be parsed to a boolean', 'type_error.bool');
};

/** Arrays as they are. */
export const list: Coerce<unknown[]> = (value) =>
  Array.isArray(value) ? { value } : refused('value is not a valid list', 'type_error.list');

/** Arrays of text; numbers inside become text. */
export const listOfStr: Coerce<string[]> = (value) => {
  if (!Array.isArray(value)) return refused('value is not a valid list', 'type_error.list');
  const texts: string[] = [];
  const refusals: Refusal[] = [];
  for (const [at, entry] of value.entries()) {
    const text: Coerced<string> = entry === null ? { refusals: [NONE_NOT_ALLOWED] } : str(entry);
    if ('value' in text) texts.push(text.value);
    else refusals.push(...text.refusals.map((refusal) => ({ ...refusal, at })));
  }
  return refusals.length > 0 ? { refusals } : { value: texts };
};

/** Objects; an empty array (as PHP and Lua write an empty object) and arrays of pairs too. */
export const dict: Coerce<Record<string, unknown>> = (value) => {
  if (Array.isArray(value)) {
    const pairs = value.every(
      (pair) => Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string',
    );
    if (pairs) return { value: Object.fromEntries(value as [string, unknown][]) };
  } else if (value !== null && typeof value === 'object') {
    return { value: value as Record<string, unknown> };
  }
  return refused('value is not a valid dict', 'type_error.dict');
};
