import { pythonFloat } from '@/lib/generation/python-number';

/** A number that programs know as a float: printed with its point, `7.0`. */
export class Float {
  constructor(readonly value: number) {}
}

/** JSON that was written before: sent as it stands. */
export class Written {
  constructor(readonly json: string) {}
}

/**
 * JSON as Python prints it: like JSON.stringify, but a Float keeps its point. Undefined members are left out.
 * Programs in typed languages may tell 7 from 7.0.
 */
export function pythonJson(value: unknown): string {
  if (value instanceof Written) return value.json;
  if (value instanceof Float) return Number.isFinite(value.value) ? pythonFloat(value.value) : 'null';
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${pythonJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
