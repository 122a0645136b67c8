'use client';
import { useTheme } from 'next-themes';

/** The themes there are; the first is what the studio begins with. */
export const THEMES = ['dark', 'light', 'system'] as const;

/** Goes from dark to light and back. */
export function useThemeSwitch(): () => void {
  const { resolvedTheme, setTheme } = useTheme();
  return () => setTheme(resolvedTheme === 'light' ? 'dark' : 'light');
}
