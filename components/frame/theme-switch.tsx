'use client';
import { SunMoon } from 'lucide-react';
import { IconButton } from '../ui/icon-button';
import { useThemeSwitch } from './use-theme-switch';

export function ThemeSwitch() {
  const switchTheme = useThemeSwitch();
  return (
    <IconButton label="Dark or light" shortcut="switchTheme" side="bottom" onClick={switchTheme}>
      <SunMoon />
    </IconButton>
  );
}
