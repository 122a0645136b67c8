'use client';
import { useEffect, useState } from 'react';

export type View = 'list' | 'grid';

const KEY = 'files-view';

/** List or grid, as it was chosen last in this browser. */
export function useViewChoice(): [View, (view: View) => void] {
  const [view, setView] = useState<View>('list');
  useEffect(() => {
    if (localStorage.getItem(KEY) === 'grid') setView('grid');
  }, []);
  return [
    view,
    (next) => {
      localStorage.setItem(KEY, next);
      setView(next);
    },
  ];
}
