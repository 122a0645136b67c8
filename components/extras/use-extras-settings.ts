'use client';
import { useEffect, useState } from 'react';
import { EXTRAS_DEFAULTS, type ExtrasSettings } from '@/lib/extras/extras-settings';

const KEY = 'atelier.extras';

/** The settings as this browser last had them. */
export function useExtrasSettings(): [ExtrasSettings, (change: Partial<ExtrasSettings>) => void] {
  const [settings, setSettings] = useState(EXTRAS_DEFAULTS);
  useEffect(() => setSettings(stored()), []);
  const change = (some: Partial<ExtrasSettings>) => {
    const next = { ...settings, ...some };
    setSettings(next);
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // It is a comfort only.
    }
  };
  return [settings, change];
}

/** What is stored and still of the right kind; the defaults for the rest. */
function stored(): ExtrasSettings {
  try {
    const values: Record<string, unknown> = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const fitting = Object.entries(EXTRAS_DEFAULTS).map(([name, value]) => [
      name,
      typeof values[name] === typeof value ? values[name] : value,
    ]);
    return Object.fromEntries(fitting);
  } catch {
    return EXTRAS_DEFAULTS;
  }
}
