import { AppError } from '@/lib/errors';
import { SCRIPT_TITLES, type ScriptFields, scriptsFor } from '@/lib/generation/series/script-fields';
import { notSupported } from './errors';
import type { SharedFields } from './generation-fields';
import { argumentsOf, readScriptArgs, scriptTitled } from './script-args';
import type { ScriptArgument } from './script-arguments';
import { isServiceKey, readServiceKeys, type ServiceKeys } from './service-keys';

/** Scripts that programs may name in `script_name`; some are not offered yet. */
const SELECTABLE = ['custom code', 'prompt matrix', 'prompts from file or textbox', 'x/y/z plot'];
const SELECTABLE_FOR = {
  txt2img: new Set(SELECTABLE),
  img2img: new Set([
    ...SELECTABLE,
    'img2img alternative test',
    'loopback',
    'outpainting mk2',
    "poor man's outpainting",
    'sd upscale',
  ]),
} as const;
type Kind = keyof typeof SELECTABLE_FOR;

/** Always-on scripts that change nothing in API calls, because the request's own fields rule. */
const WITHOUT_EFFECT = new Set(['refiner', 'seed', 'sampler', 'comments', 'extra options']);
/** Always-on scripts that are known and not offered yet, unless they are switched off. */
const ALWAYS_ON = new Set(['controlnet', 'hypertile', 'soft inpainting', 'adetailer', 'animatediff']);

function scriptNotFound(name: string): AppError {
  return new AppError({ code: 'script_not_found', status: 422, message: `Script '${name}' not found` });
}

/**
 * The script that a request names, with its arguments; null: none. Throws AppError 422 for a script that nobody knows, 501
 * for one that is not offered yet, and what reading its arguments throws.
 */
export function readScript(
  { script_name: name, script_args }: Pick<SharedFields, 'script_name' | 'script_args'>,
  kind: Kind,
): ScriptFields | null {
  if (!name) return null;
  const script = scriptTitled(name, kind);
  if (script) return readScriptArgs(script, script_args ?? [], kind);
  if (SELECTABLE_FOR[kind].has(name.toLowerCase()))
    throw notSupported(`The script "${name}"`, 'Leave out script_name.');
  throw scriptNotFound(name);
}

/** Titles as programs list them: what is on offer there, and what changes nothing. */
export const scriptNames = (kind: Kind): string[] =>
  [...scriptsFor(kind).map((script) => SCRIPT_TITLES[script].toLowerCase()), ...WITHOUT_EFFECT].sort();

/** What GET script-info answers: arguments of the scripts on offer, for pictures from text first. */
export const scriptInfos = () =>
  (['txt2img', 'img2img'] as const).flatMap((kind) => [
    ...[...WITHOUT_EFFECT].map((name) => infoOf(name, kind, true, [])),
    ...scriptsFor(kind).map((script) =>
      infoOf(SCRIPT_TITLES[script].toLowerCase(), kind, false, argumentsOf(script, kind)),
    ),
  ]);

const infoOf = (name: string, kind: Kind, isAlwaysOn: boolean, args: readonly ScriptArgument[]) => ({
  name,
  is_alwayson: isAlwaysOn,
  is_img2img: kind === 'img2img',
  args: args.map(({ label, usual, minimum = null, maximum = null, step = null, choices = null }) => ({
    label,
    value: usual,
    minimum,
    maximum,
    step,
    choices,
  })),
});

/** Whether a script's arguments switch anything on: a unit says `enabled`, other scripts begin with a switch. */
function isOn(value: unknown): boolean {
  const args: unknown = (value as { args?: unknown } | null)?.args;
  if (!Array.isArray(args)) return false;
  const [first] = args;
  if (typeof first === 'boolean') return first;
  return args.some((unit) => (unit as { enabled?: unknown } | null)?.enabled === true);
}

/**
 * Checks alwayson_scripts (sdapi §5, §9). Throws AppError 422 for a selectable or unknown script, 501 for one that is
 * switched on and not offered yet.
 */
export function readAlwaysOn(
  scripts: NonNullable<SharedFields['alwayson_scripts']>,
  kind: Kind,
): ServiceKeys {
  for (const [key, value] of Object.entries(scripts)) {
    const name = key.toLowerCase();
    if (isServiceKey(name) || WITHOUT_EFFECT.has(name)) continue;
    if (SELECTABLE_FOR[kind].has(name)) {
      throw new AppError({
        code: 'selectable_script',
        status: 422,
        message: 'Cannot have a selectable script in the always on scripts params',
      });
    }
    if (!ALWAYS_ON.has(name)) throw scriptNotFound(key);
    if (isOn(value)) throw notSupported(`The script "${key}"`, 'Leave it out of alwayson_scripts.');
  }
  return readServiceKeys(scripts);
}
