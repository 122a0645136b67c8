/** What an audit entry may say: JSON whose numbers are whole, so that every system writes them alike. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [key: string]: Plain | undefined };

/**
 * JSON with one spelling for one meaning: keys in code-unit order, no blanks (RFC 8785 for whole numbers). Keys without
 * a value are left out. Throws RangeError for a number that is not whole and exact.
 */
export function canonicalJson(value: Plain): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`${value} is no whole number that JSON keeps exactly.`);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Plain[]).map(canonicalJson).join(',')}]`;
  const object = value as { readonly [key: string]: Plain | undefined };
  const members = Object.keys(object)
    .sort()
    .flatMap((key) => {
      const member = object[key];
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`];
    });
  return `{${members.join(',')}}`;
}

/** The value with all text as PostgreSQL can store it: no NUL, no half characters; keys without a value left out. */
export function storable(value: Plain): Plain {
  if (typeof value === 'string') return storableText(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Plain[]).map(storable);
  const members = Object.entries(value as { readonly [key: string]: Plain | undefined });
  return Object.fromEntries(
    members.flatMap(([key, member]) => (member === undefined ? [] : [[storableText(key), storable(member)]])),
  );
}

/** Half characters become U+FFFD on the way through UTF-8. */
export const storableText = (text: string) => Buffer.from(text).toString().replaceAll('\0', '\ufffd');
