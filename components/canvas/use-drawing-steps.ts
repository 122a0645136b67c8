'use client';
import { useSyncExternalStore } from 'react';
import type { Drawing } from './drawing';

const nothing = () => () => {};

/** Renders again after each step of a drawing. Gives how many there were. */
export function useDrawingSteps(drawing: Drawing | null): number {
  return useSyncExternalStore(
    drawing ? (changed) => drawing.watch({ onStep: changed }) : nothing,
    () => drawing?.steps ?? 0,
    () => 0,
  );
}
