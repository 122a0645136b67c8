'use client';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { IconButton } from './icon-button';

interface MenuButtonProps {
  label: string;
  side?: 'top' | 'bottom';
  /** What the button shows. */
  children: ReactNode;
  /** The open menu, made with MenuList and fetched when it is needed. */
  menu: (onClose: () => void) => ReactNode;
  /** Fetches it; called when the button is pointed at. */
  load: () => Promise<unknown>;
}

const OPENING_KEYS = new Set(['ArrowDown', 'ArrowUp']);

/** A button with a menu. A closed menu is only the button: Radix and what places it come with the first one opened. */
export function MenuButton({ label, side, children, menu, load }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const openByKey = (event: KeyboardEvent) => {
    if (!OPENING_KEYS.has(event.key)) return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <span className="relative inline-flex">
      <IconButton
        ref={button}
        label={label}
        side={side}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
        onKeyDown={openByKey}
        className="aria-expanded:bg-hover aria-expanded:text-text"
      >
        {children}
      </IconButton>
      {open &&
        menu(() => {
          setOpen(false);
          button.current?.focus();
        })}
    </span>
  );
}
