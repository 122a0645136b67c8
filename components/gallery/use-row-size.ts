'use client';
import { useEffect, useState } from 'react';

const KEY = 'atelier.gallery.row';
/** Heights of a row, pixels. */
const SIZES = [120, 160, 220, 300, 400];
const USUAL = 2;

/** How large the pictures of the grid are, as this browser last had it. */
export function useRowSize() {
  const [at, setAt] = useState(USUAL);
  useEffect(() => {
    try {
      const kept = Number(localStorage.getItem(KEY) ?? USUAL);
      if (SIZES[kept] !== undefined) setAt(kept);
    } catch {
      // It is a comfort only.
    }
  }, []);
  const choose = (next: number) => () => {
    setAt(next);
    try {
      localStorage.setItem(KEY, String(next));
    } catch {
      // It is a comfort only.
    }
  };
  return {
    rowHeight: SIZES[at]!,
    larger: at < SIZES.length - 1 ? choose(at + 1) : undefined,
    smaller: at > 0 ? choose(at - 1) : undefined,
  };
}
