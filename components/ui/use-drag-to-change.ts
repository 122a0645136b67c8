import { type MouseEvent, type PointerEvent, useRef } from 'react';

interface DragToChange {
  value: number;
  step: number;
  onChange: (value: number) => void;
  onReset: () => void;
}

const PIXELS_PER_STEP = 4;

/** Handlers for a label: dragging it sideways changes the number (Shift: ten times faster), double click resets. */
export function useDragToChange({ value, step, onChange, onReset }: DragToChange) {
  const drag = useRef<{ x: number; value: number; moved: boolean } | null>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || !Number.isFinite(value)) return;
      drag.current = { x: event.clientX, value, moved: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!drag.current || event.buttons === 0) return;
      const steps = Math.round((event.clientX - drag.current.x) / PIXELS_PER_STEP);
      if (steps === 0 && !drag.current.moved) return;
      drag.current.moved = true;
      onChange(drag.current.value + steps * step * (event.shiftKey ? 10 : 1));
    },
    onClick: (event: MouseEvent) => {
      // The click that ends a drag must not move the focus into the field.
      if (drag.current?.moved) event.preventDefault();
      drag.current = null;
    },
    onDoubleClick: onReset,
  };
}
