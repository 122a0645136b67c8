import { type Coerce, NONE_NOT_ALLOWED } from './coerce';
import { type Detail, ValidationError } from './errors';

/** A field of a request: how its value is read, what an absent one is, whether it may be null. */
export interface Field<T> {
  coerce: Coerce<T>;
  /** Made anew for each request. */
  absent: () => T | null;
  nullable: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: a table of fields of every type
export type Fields = Readonly<Record<string, Field<any>>>;

/** What reading a table's fields gives: each field, null where it may be. */
export type Values<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<infer T> ? T | null : never;
};

/** A field that may be null; absent it has the default, or null. */
export function nullable<T>(coerce: Coerce<T>, absent: T | null = null): Field<T> {
  return { coerce, absent: () => structuredClone(absent), nullable: true };
}

/** A field for which null is refused. */
export function required<T>(coerce: Coerce<T>, absent: T): Field<T> {
  return { coerce, absent: () => structuredClone(absent), nullable: false };
}

/** NUL can't be stored and no prompt or name has one, so it is refused wherever text is read. */
function nulDetail(name: string, value: unknown): Detail[] {
  if (typeof value !== 'string' || !value.includes('\0')) return [];
  const msg = `${name} contains a NUL character (U+0000), which is no text. Remove it.`;
  return [{ loc: ['body', name], msg, type: 'value_error' }];
}

function readField(
  name: string,
  field: Field<unknown>,
  given: unknown,
): { value: unknown; details: Detail[] } {
  if (given === undefined) return { value: field.absent(), details: [] };
  if (given === null) {
    const details = field.nullable ? [] : [{ loc: ['body', name], ...NONE_NOT_ALLOWED }];
    return { value: null, details };
  }
  const coerced = field.coerce(given);
  if ('value' in coerced) return { value: coerced.value, details: nulDetail(name, coerced.value) };
  const details = coerced.refusals.map(({ at, ...refusal }) => ({
    loc: ['body', name, ...(at === undefined ? [] : [at])],
    ...refusal,
  }));
  return { value: null, details };
}

/** Reads all fields of a table; unknown keys are passed over. Throws ValidationError with every bad field at once. */
export function readFields<F extends Fields>(fields: F, body: Record<string, unknown>): Values<F> {
  const read = Object.entries(fields).map(
    ([name, field]) =>
      [name, readField(name, field, Object.hasOwn(body, name) ? body[name] : undefined)] as const,
  );
  const details = read.flatMap(([, { details }]) => details);
  if (details.length > 0) throw new ValidationError(details);
  return Object.fromEntries(read.map(([name, { value }]) => [name, value])) as Values<F>;
}
