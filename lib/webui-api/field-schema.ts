import { bool, type Coerce, dict, float, int, list, listOfStr, str } from './coerce';
import type { Field, Fields } from './fields';

/** A JSON Schema, as far as this API needs it. */
export interface Schema {
  type?: string | string[];
  items?: Schema;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
}

// biome-ignore lint/suspicious/noExplicitAny: coercions of every type
const TYPES = new Map<Coerce<any>, Schema>([
  [int, { type: 'integer' }],
  [float, { type: 'number' }],
  [str, { type: 'string' }],
  [bool, { type: 'boolean' }],
  [list, { type: 'array', items: {} }],
  [listOfStr, { type: 'array', items: { type: 'string' } }],
  [dict, { type: 'object' }],
]);

function schemaOf(field: Field<unknown>): Schema {
  const usual = field.absent();
  // A coercion with bounds of its own is known by what it makes.
  const plain = TYPES.get(field.coerce) ?? { type: typeof usual };
  const type = field.nullable && typeof plain.type === 'string' ? [plain.type, 'null'] : plain.type;
  return { ...plain, ...(type ? { type } : {}), default: usual };
}

/** The schema of a body whose fields a table reads. `mandatory` must be sent, whatever else the table says. */
export function objectSchema(fields: Fields, mandatory: readonly string[] = []): Schema {
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const { default: usual, ...schema } = schemaOf(field);
      return [name, mandatory.includes(name) ? schema : { ...schema, default: usual }];
    }),
  );
  return { type: 'object', properties, ...(mandatory.length > 0 ? { required: [...mandatory] } : {}) };
}
