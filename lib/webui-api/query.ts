import { bool } from './coerce';
import { ValidationError } from './errors';

/** A yes-or-no parameter of the URL. Throws ValidationError for another word. */
export function booleanQuery(request: Request, name: string, absent: boolean): boolean {
  const given = new URL(request.url).searchParams.get(name);
  if (given === null) return absent;
  const coerced = bool(given);
  if ('value' in coerced) return coerced.value;
  throw new ValidationError(coerced.refusals.map(({ msg, type }) => ({ loc: ['query', name], msg, type })));
}
