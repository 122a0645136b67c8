'use client';
import { useEffect, useState } from 'react';

const keyOf = (section: string) => `atelier.section.${section}`;

/** Whether a section stands open, remembered in this browser; closed until somebody opens it. */
export function useSectionOpen(section: string): [open: boolean, setOpen: (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(remembered(section)), [section]);
  const change = (next: boolean) => {
    setOpen(next);
    try {
      localStorage.setItem(keyOf(section), String(next));
    } catch {
      // A full or forbidden storage forgets, and nothing else.
    }
  };
  return [open, change];
}

function remembered(section: string): boolean {
  try {
    return localStorage.getItem(keyOf(section)) === 'true';
  } catch {
    return false;
  }
}
