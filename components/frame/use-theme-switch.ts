'use client';
import { useTheme } from 'next-themes';

/** Goes from dark to light and back. */
export function useThemeSwitch(): () => void {
  const { resolvedTheme, setTheme } = useTheme();
  return () => setTheme(resolvedTheme === 'light' ? 'dark' : 'light');
}
