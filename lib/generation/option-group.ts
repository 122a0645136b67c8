import { z } from 'zod';

/** An option of the WebUI API: what it may be, and what it is when nobody says. */
export interface Option<T> {
  schema: z.ZodType<T>;
  usual: T;
  /** Ends the sentence "… must be". */
  what: string;
}

export type OptionGroup = Readonly<Record<string, Option<never> | Option<unknown>>>;

/** The values of a group, by the options' names. */
export type ValuesOf<G> = { -readonly [K in keyof G]: G[K] extends Option<infer T> ? T : never };

export const flag = (usual = false): Option<boolean> => ({
  usual,
  schema: z.boolean(),
  what: 'true or false',
});

export const number = (usual: number, { min, max }: { min: number; max: number }): Option<number> => ({
  usual,
  schema: z.number().min(min).max(max),
  what: `a number from ${min} to ${max}`,
});

export const whole = (usual: number, { min, max }: { min: number; max: number }): Option<number> => ({
  usual,
  schema: z.number().int().min(min).max(max),
  what: `a whole number from ${min} to ${max}`,
});

/** The first word is the usual one. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(
  ...words: Words
): Option<Words[number]> => ({
  usual: words[0],
  schema: z.enum(words),
  what: `one of ${words.join(', ')}`,
});

export const text = (usual: string): Option<string> => ({ usual, schema: z.string(), what: 'text' });

/** All options of a group as `stored` says; what is not there, or makes no sense, is the usual value. */
export function optionsFrom<G extends OptionGroup>(group: G, stored: Record<string, unknown>): ValuesOf<G> {
  const values = Object.entries(group).map(([name, { schema, usual }]) => {
    const { data, success } = schema.safeParse(stored[name]);
    return [name, success ? data : usual];
  });
  return Object.fromEntries(values) as ValuesOf<G>;
}

/** Options of a group that are not as usual. */
export function unusual<G extends OptionGroup>(group: G, values: Partial<ValuesOf<G>>): Partial<ValuesOf<G>> {
  const told = Object.entries(group).flatMap(([name, { usual }]) => {
    const value = values[name as keyof G];
    return value === undefined || value === usual ? [] : [[name, value]];
  });
  return Object.fromEntries(told) as Partial<ValuesOf<G>>;
}
