'use client';
import type { ShortcutId } from '../shortcuts/shortcuts';
import { Button, type ButtonProps } from './button';
import { Tooltip } from './tooltip';

interface IconButtonProps extends Omit<ButtonProps, 'size' | 'aria-label'> {
  label: string;
  shortcut?: ShortcutId;
  side?: 'top' | 'bottom' | 'left' | 'right';
}

/** A button that shows only an icon; its name and key are in the tooltip. */
export function IconButton({ label, shortcut, side, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <Button size="icon" aria-label={label} {...rest} />
    </Tooltip>
  );
}
