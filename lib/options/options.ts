import { isDeepStrictEqual } from 'node:util';
import { defaultCheckpoint, findCheckpoint } from '@/lib/catalog';
import { AppError } from '@/lib/errors';
import { wellFormed } from '@/lib/generation/prompt-text';
import { Float } from '@/lib/http/python-json';
import { DERIVED, HELP, OPTIONS, RESTRICTED } from './option-table';
import { storedOptions, storeOptions } from './stored-options';

const CHECKPOINT = 'sd_model_checkpoint';
/** Bytes of all the options one user changes at once. */
const MOST_BYTES = 64 * 1024;

function withDefault(key: string, stored: unknown): unknown {
  return OPTIONS[key] instanceof Float && typeof stored === 'number' ? new Float(stored) : stored;
}

/** All options of the user, with defaults, under the names of the WebUI API. Floats are Float. */
export async function listOptions(userId: string): Promise<Record<string, unknown>> {
  const stored = await storedOptions(userId);
  const chosen = typeof stored[CHECKPOINT] === 'string' ? stored[CHECKPOINT] : null;
  const checkpoint = chosen === null ? await defaultCheckpoint(userId) : await findCheckpoint(userId, chosen);
  const values = Object.entries(OPTIONS).map(([key, value]) => [
    key,
    Object.hasOwn(stored, key) ? withDefault(key, stored[key]) : value,
  ]);
  return {
    [CHECKPOINT]: chosen ?? checkpoint?.title ?? null,
    [DERIVED]: checkpoint?.sha256 ?? null,
    ...Object.fromEntries(values),
  };
}

/** An option that nobody knows. Programs know this as a KeyError. */
export class UnknownOption extends AppError {
  constructor(readonly key: string) {
    super({
      code: 'unknown_option',
      status: 500,
      message: `There is no option "${key}". GET /sdapi/v1/options lists all.`,
    });
  }
}

/** A chosen checkpoint that is not in the catalogue. Programs know this as a RuntimeError. */
export class UnknownCheckpoint extends AppError {
  constructor(name: unknown) {
    super({
      code: 'checkpoint_not_found',
      status: 500,
      message: `model ${typeof name === 'string' ? `'${name}'` : JSON.stringify(name)} not found`,
    });
  }
}

const plain = (value: unknown) => (value instanceof Float ? value.value : value);

/** Stored as jsonb, which has no NUL and no half of a surrogate pair. */
function storable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, member) =>
    typeof member === 'string' ? wellFormed(member.replaceAll('\0', '')) : member,
  );
}

async function checkCheckpoint(userId: string, name: unknown): Promise<void> {
  const found = typeof name === 'string' ? await findCheckpoint(userId, name) : null;
  if (!found) throw new UnknownCheckpoint(name);
}

/**
 * Changes options of one user (nobody else's). All or nothing: throws UnknownOption or UnknownCheckpoint before
 * anything is stored. Present values, restricted and help keys are passed over, so that all that listOptions gives can
 * be sent back. Values are stored as given, whatever their type.
 */
export async function changeOptions(userId: string, changes: Record<string, unknown>): Promise<void> {
  const present = await listOptions(userId);
  const set: Record<string, unknown> = {};
  const forget: string[] = [];
  for (const [key, value] of Object.entries(changes)) {
    if (RESTRICTED.test(key) || HELP.test(key) || key === DERIVED) continue;
    if (Object.hasOwn(present, key) && isDeepStrictEqual(plain(present[key]), value)) continue;
    if (!Object.hasOwn(present, key)) throw new UnknownOption(key);
    if (key === CHECKPOINT) await checkCheckpoint(userId, value);
    if (key !== CHECKPOINT && isDeepStrictEqual(plain(OPTIONS[key]), value)) forget.push(key);
    else set[key] = storable(value);
  }
  if (JSON.stringify(set).length > MOST_BYTES) {
    throw new AppError({
      code: 'options_too_large',
      status: 413,
      message: `These options are larger than ${MOST_BYTES / 1024} KiB. Send shorter values.`,
    });
  }
  if (Object.keys(set).length + forget.length > 0) await storeOptions(userId, { set, forget });
}
