import { SCRIPT_DEFAULTS, type ScriptName } from '@/lib/generation/series/script-fields';

type FieldsOfScripts = { -readonly [Name in ScriptName]: (typeof SCRIPT_DEFAULTS)[Name] };

/** What the form holds of scripts; what was typed for one stays while another is chosen. */
export interface ScriptValues extends FieldsOfScripts {
  /** Which one draws; empty: none. */
  script: ScriptName | '';
}

export const SCRIPTS_UNUSED: ScriptValues = { script: '', ...SCRIPT_DEFAULTS };

/** `stored` where it has the shape of `usual`, key by key; else what is usual. */
export function merged<T extends object>(usual: T, stored: unknown): T {
  if (typeof stored !== 'object' || stored === null) return usual;
  const entries = Object.entries(usual).map(([key, value]) => {
    const other = (stored as Record<string, unknown>)[key];
    if (typeof value === 'object' && value !== null) return [key, merged(value, other)];
    return [key, typeof other === typeof value ? other : value];
  });
  return Object.fromEntries(entries) as T;
}
