'use client';
import { type DragEvent, useState } from 'react';

/** Marks a drag as files of this list; what comes from outside has `Files` instead. */
export const MOVING = 'application/x-atelier-files';

/** Handlers for something onto which files of the list can be dropped. Without `onDrop` it takes nothing. */
export function useDropTarget(onDrop: (() => void) | undefined) {
  const [over, setOver] = useState(false);
  const takes = (event: DragEvent) => onDrop !== undefined && event.dataTransfer.types.includes(MOVING);
  return {
    over,
    onDragOver: (event: DragEvent) => {
      if (!takes(event)) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'move';
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!takes(event)) return;
      event.preventDefault();
      event.stopPropagation();
      onDrop?.();
    },
  };
}
