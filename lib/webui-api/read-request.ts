import { readText } from '@/lib/http/read-body';
import { type Detail, ValidationError } from './errors';
import { findJsonFault } from './json-fault';

/** Bytes of a request. Two prompts of 20,000 characters fit many times over. */
const MOST_BYTES = 8 * 1024 * 1024;
/** The same where pictures come with it, as base64. */
export const BYTES_WITH_PICTURES = 64 * 1024 * 1024;
/** How much of a broken text is sent back in `ctx.doc`. */
const DOC_CHARACTERS = 10_000;

/** What and where, with lines and columns counted from 1. */
function jsonDetail(text: string): Detail {
  const { message: msg, pos } = findJsonFault(text) ?? { message: 'Expecting value', pos: 0 };
  const before = text.slice(0, pos);
  const lineno = before.split('\n').length;
  const colno = pos - before.lastIndexOf('\n');
  return {
    loc: ['body', pos],
    msg: `${msg}: line ${lineno} column ${colno} (char ${pos})`,
    type: 'value_error.jsondecode',
    ctx: { msg, doc: text.slice(0, DOC_CHARACTERS), pos, lineno, colno },
  };
}

/**
 * Reads a body that must be a JSON object. Throws ValidationError for none, for broken JSON (with its offset) and for
 * other values; AppError 413 when it is too large.
 */
export async function readObject(
  request: Request,
  mostBytes: number = MOST_BYTES,
): Promise<Record<string, unknown>> {
  const text = await readText(request, mostBytes);
  if (text === '') {
    throw new ValidationError([{ loc: ['body'], msg: 'field required', type: 'value_error.missing' }]);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ValidationError([jsonDetail(text)]);
  }
  if (value === null) {
    throw new ValidationError([{ loc: ['body'], msg: 'field required', type: 'value_error.missing' }]);
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new ValidationError([{ loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' }]);
  }
  return value as Record<string, unknown>;
}
