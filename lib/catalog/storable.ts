/** The text without NUL and halves of surrogate pairs, which PostgreSQL does not store. */
export const storable = (text: string) => Buffer.from(text.replaceAll('\0', '')).toString();

/** The same; another value for no text. */
export const storableOr = <T>(text: string | undefined, otherwise: T): string | T =>
  text ? storable(text) : otherwise;
