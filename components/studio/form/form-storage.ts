import type { Txt2imgValues } from './txt2img-values';

const KEY = 'atelier.txt2img';

/** What was typed: this tab's own first, else what any tab held last. Half-written or old values are passed over. */
export function loadForm(userName: string): Partial<Txt2imgValues> {
  for (const storage of [sessionStorage, localStorage]) {
    try {
      const values: unknown = JSON.parse(storage.getItem(`${KEY}.${userName}`) ?? 'null');
      if (values && typeof values === 'object') return values;
    } catch {
      // Unreadable is the same as absent: the form starts with its defaults.
    }
  }
  return {};
}

/** Changes what is typed from elsewhere; the form takes it up when it is opened. */
export function changeForm(
  userName: string,
  change: (values: Partial<Txt2imgValues>) => Partial<Txt2imgValues>,
): void {
  const values = loadForm(userName);
  saveForm(userName, { ...values, ...change(values) });
}

export function saveForm(userName: string, values: Partial<Txt2imgValues>): void {
  const json = JSON.stringify(values);
  for (const storage of [sessionStorage, localStorage]) {
    try {
      storage.setItem(`${KEY}.${userName}`, json);
    } catch {
      // A full or forbidden storage must not keep anybody from typing.
    }
  }
}

/** `stored` where it has the type of the default, else the default. */
export function mergeForm(defaults: Txt2imgValues, stored: Partial<Txt2imgValues>): Txt2imgValues {
  const entries = Object.entries(defaults).map(([name, value]) => {
    const other = stored[name as keyof Txt2imgValues];
    return [name, typeof other === typeof value ? other : value];
  });
  return Object.fromEntries(entries) as Txt2imgValues;
}
