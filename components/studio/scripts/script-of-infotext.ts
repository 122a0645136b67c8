import { AXIS_NAMES, SCRIPT_DEFAULTS, SCRIPT_TITLES } from '@/lib/generation/series/script-fields';
import type { ScriptValues } from './script-values';

/** Keys that tell of a script. */
export const SCRIPT_KEYS =
  /^(Script|(Fixed )?[XYZ] (Type|Values)|Final denoising strength|Denoising curve|SD upscale (overlap|upscaler))$/;

/** The plot that a grid's parameters tell of, with seeds that were drawn as they were drawn; of other scripts they tell too little. */
export function scriptOfInfotext(pairs: ReadonlyMap<string, string>): Partial<ScriptValues> {
  if (pairs.get('Script') !== SCRIPT_TITLES.xyz) return {};
  const axes = AXIS_NAMES.map((name) => {
    const letter = name.toUpperCase();
    const type = pairs.get(`${letter} Type`) ?? 'Nothing';
    const values = pairs.get(`Fixed ${letter} Values`) ?? pairs.get(`${letter} Values`) ?? '';
    return [name, { type, values }] as const;
  });
  return { script: 'xyz', xyz: { ...SCRIPT_DEFAULTS.xyz, ...Object.fromEntries(axes) } };
}
