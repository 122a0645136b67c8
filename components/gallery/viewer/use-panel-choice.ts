'use client';
import { useState } from 'react';

const KEY = 'atelier.gallery.panel';

/** Whether the parameters are shown, as this browser last had it. */
export function usePanelChoice(): [boolean, (shown: boolean) => void] {
  const [shown, setShown] = useState(() => {
    try {
      return localStorage.getItem(KEY) !== 'hidden';
    } catch {
      return true;
    }
  });
  const choose = (next: boolean) => {
    setShown(next);
    try {
      localStorage.setItem(KEY, next ? 'shown' : 'hidden');
    } catch {
      // It is a comfort only.
    }
  };
  return [shown, choose];
}
