'use client';
import { useEffect, useState } from 'react';

export const TOOLS = ['brush', 'eraser', 'lasso', 'fill', 'eyedropper', 'hand'] as const;
export type Tool = (typeof TOOLS)[number];

/** How somebody draws; kept for all canvases of a browser. */
export interface CanvasSettings {
  tool: Tool;
  /** Pixels of the picture, across. */
  size: number;
  /** 0 to 1. */
  hardness: number;
  /** A pen's pressure makes the brush wider. */
  pressure: boolean;
  /** `#rrggbb` */
  colour: string;
  /** The colour a mask is shown in, `#rrggbb`. */
  tint: string;
  /** The mask is shown with its blur. */
  blurShown: boolean;
}

export const SIZE = { min: 1, max: 1024 } as const;

const FIRST: CanvasSettings = {
  tool: 'brush',
  size: 48,
  hardness: 0.9,
  pressure: true,
  colour: '#e8a33c',
  tint: '#ff4d6d',
  blurShown: false,
};

const KEY = 'atelier.canvas';

function loaded(): CanvasSettings {
  try {
    const stored: Record<string, unknown> = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const fitting = Object.entries(FIRST).map(([name, first]) => {
      const value = stored[name];
      return [name, typeof value === typeof first ? value : first];
    });
    return { ...(Object.fromEntries(fitting) as CanvasSettings), tool: 'brush' };
  } catch {
    return FIRST;
  }
}

export function useCanvasSettings() {
  const [settings, setSettings] = useState(loaded);
  useEffect(() => {
    try {
      localStorage.setItem(KEY, JSON.stringify(settings));
    } catch {
      // A full or forbidden storage must not keep anybody from drawing.
    }
  }, [settings]);
  const change = (changes: Partial<CanvasSettings>) => setSettings((now) => ({ ...now, ...changes }));
  return { settings, change };
}

/** The next smaller or larger brush, a tenth at a time. */
export function steppedSize(size: number, by: 1 | -1): number {
  const step = Math.max(1, Math.round(size / 10));
  return Math.min(SIZE.max, Math.max(SIZE.min, size + by * step));
}
