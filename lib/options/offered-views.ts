import { listNamedModels } from '@/lib/catalog';
import { AppError } from '@/lib/errors';
import { Float } from '@/lib/http/python-json';
import {
  controlOf,
  fitsControl,
  isOffered,
  type OfferedKey,
  OPTION_GROUPS,
  type OptionControl,
  type OptionGroupId,
  type OptionValue,
} from './offered-options';
import { OPTIONS } from './option-table';
import { changeOptions } from './options';
import { storedOptions } from './stored-options';

/** An option as Settings shows it. */
export interface OptionView {
  key: OfferedKey;
  value: OptionValue;
  /** What it is until somebody changes it. */
  usual: OptionValue;
}

/** Models to choose from, by the kinds that options name. */
export type OfferedModels = Record<'vae' | 'lora' | 'hypernetwork', string[]>;

export interface OfferedOptions {
  groups: { id: OptionGroupId; options: OptionView[] }[];
  models: OfferedModels;
}

function usualOf(key: OfferedKey): OptionValue {
  const usual = OPTIONS[key];
  const plain = usual instanceof Float ? usual.value : (usual as OptionValue);
  // The table's null and the choice `None` are one: no upscaler.
  return plain === null && controlOf(key).kind === 'choice' ? 'None' : plain;
}

function view(key: OfferedKey, stored: Record<string, unknown>): OptionView {
  const usual = usualOf(key);
  const value = stored[key];
  // What programs stored that makes no sense counts as not set, as when something is drawn.
  return { key, usual, value: fitsControl(controlOf(key), value) ? value : usual };
}

/** All options that Settings offers, as they are for this person. */
export async function listOffered(userId: string): Promise<OfferedOptions> {
  const [stored, vaes, loras, hypernetworks] = await Promise.all([
    storedOptions(userId),
    ...(['vae', 'lora', 'hypernetwork'] as const).map((kind) => listNamedModels(userId, kind)),
  ]);
  const names = (models: typeof vaes) => [
    ...new Set((models ?? []).filter(({ problem }) => problem === null).map(({ name }) => name)),
  ];
  // VAEs are called by their files, as lists and infotexts do.
  const files = (vaes ?? [])
    .filter(({ problem }) => problem === null)
    .map(({ path }) => path.split('/').at(-1)!);
  return {
    groups: Object.entries(OPTION_GROUPS).map(([id, group]) => ({
      id: id as OptionGroupId,
      options: (Object.keys(group) as OfferedKey[]).map((key) => view(key, stored)),
    })),
    models: { vae: [...new Set(files)], lora: names(loras), hypernetwork: names(hypernetworks) },
  };
}

export interface OfferedChange {
  set?: Record<string, unknown>;
  /** Back to what they are usually. */
  reset?: readonly string[];
}

/**
 * Changes options that Settings offers, each by itself: others that somebody changes at the same time stay as they are.
 * @throws AppError `unknown_option` (404), `option_not_allowed` (422)
 */
export async function changeOffered(userId: string, { set = {}, reset = [] }: OfferedChange): Promise<void> {
  const changes: Record<string, unknown> = {};
  for (const key of reset) changes[checked(key)] = plainUsual(checked(key));
  for (const [key, value] of Object.entries(set)) {
    if (!fitsControl(controlOf(checked(key)), value)) throw notAllowed(key, controlOf(checked(key)));
    changes[key] = value;
  }
  await changeOptions(userId, changes);
}

function plainUsual(key: OfferedKey): unknown {
  const usual = OPTIONS[key];
  return usual instanceof Float ? usual.value : usual;
}

function checked(key: string): OfferedKey {
  if (isOffered(key)) return key;
  throw new AppError({
    code: 'unknown_option',
    status: 404,
    message: `There is no setting “${key}”. Reload the page to see those there are.`,
  });
}

const WHAT = {
  switch: 'true or false',
  colour: 'a colour such as #ffffff',
  model: 'the name of a model',
  pattern: 'text of at most 500 characters',
} as const;

function notAllowed(key: string, control: OptionControl): AppError {
  const what =
    control.kind === 'number'
      ? `${control.step < 1 ? 'a number' : 'a whole number'} from ${control.min} to ${control.max}`
      : control.kind === 'choice'
        ? `one of ${control.values.join(', ')}`
        : WHAT[control.kind];
  return new AppError({
    code: 'option_not_allowed',
    status: 422,
    message: `“${key}” must be ${what}. Change it and try again.`,
  });
}
