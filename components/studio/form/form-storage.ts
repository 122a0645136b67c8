import { merged } from '../scripts/script-values';
import { SETTINGS_TYPES, type SettingsValues, type StudioKind, type StudioValues } from './studio-values';

const keyOf = (kind: StudioKind, userName: string) => `atelier.${kind}.${userName}`;

/** What was typed: this tab's own first, else what any tab held last. Half-written or old values are passed over. */
export function loadForm(kind: StudioKind, userName: string): Partial<StudioValues> {
  for (const storage of [sessionStorage, localStorage]) {
    try {
      const values: unknown = JSON.parse(storage.getItem(keyOf(kind, userName)) ?? 'null');
      if (values && typeof values === 'object') return values;
    } catch {
      // Unreadable is the same as absent: the form starts with its defaults.
    }
  }
  return {};
}

const CHANGED = 'atelier-form-changed';

/** Changes what is typed from elsewhere; the form takes it up at once, or when it is opened. */
export function changeForm(
  kind: StudioKind,
  userName: string,
  change: (values: Partial<StudioValues>) => Partial<StudioValues>,
): void {
  const values = loadForm(kind, userName);
  saveForm(kind, userName, { ...values, ...change(values) });
  window.dispatchEvent(new CustomEvent(CHANGED, { detail: kind }));
}

/** Tells the open form of that kind that it was changed from elsewhere. Answers how to stop. */
export function onFormChanged(kind: StudioKind, listener: () => void): () => void {
  const onChanged = (event: Event) => (event as CustomEvent<StudioKind>).detail === kind && listener();
  window.addEventListener(CHANGED, onChanged);
  return () => window.removeEventListener(CHANGED, onChanged);
}

export function saveForm(kind: StudioKind, userName: string, values: Partial<StudioValues>): void {
  const json = JSON.stringify(values);
  for (const storage of [sessionStorage, localStorage]) {
    try {
      storage.setItem(keyOf(kind, userName), json);
    } catch {
      // A full or forbidden storage must not keep anybody from typing.
    }
  }
}

/** Whether a stored value can stand where `value` stands. */
function fits(name: string, stored: unknown, value: unknown): boolean {
  if (name in SETTINGS_TYPES) {
    return stored === null || typeof stored === SETTINGS_TYPES[name as keyof SettingsValues];
  }
  if (Array.isArray(value)) return Array.isArray(stored) && stored.every((item) => typeof item === 'string');
  return typeof stored === typeof value;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `stored` where it has the type of the default, else the default. */
export function mergeForm(defaults: StudioValues, stored: Partial<StudioValues>): StudioValues {
  const entries = Object.entries(defaults).map(([name, value]) => {
    const other = stored[name as keyof StudioValues];
    const taken = other !== undefined && fits(name, other, value) ? other : value;
    // The fields of scripts lie in objects of their own.
    return [name, isObject(value) ? merged(value, taken) : taken];
  });
  return Object.fromEntries(entries) as StudioValues;
}
