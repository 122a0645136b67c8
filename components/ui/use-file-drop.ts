'use client';
import { type DragEvent, useState } from 'react';

/** Whether something from outside the browser is dragged, rather than something of the page. */
const isFromOutside = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');

/**
 * For a place that takes files from outside.
 * @param onDrop must read what it wants of the drop before its first wait, after which the browser has emptied it
 */
export function useFileDrop(onDrop: (dropped: DataTransfer) => void) {
  // How many of its elements the pointer is within: one is entered before the last one is left.
  const [depth, setDepth] = useState(0);
  return {
    isOver: depth > 0,
    handlers: {
      onDragEnter: (event: DragEvent) => isFromOutside(event) && setDepth(depth + 1),
      onDragLeave: (event: DragEvent) => isFromOutside(event) && setDepth(Math.max(0, depth - 1)),
      onDragOver: (event: DragEvent) => isFromOutside(event) && event.preventDefault(),
      onDrop: (event: DragEvent) => {
        setDepth(0);
        if (!isFromOutside(event)) return;
        event.preventDefault();
        onDrop(event.dataTransfer);
      },
    },
  };
}
