'use client';
import { type PointerEvent, type RefObject, useState } from 'react';

interface RowDrag {
  from: number;
  /** Where it would lie if it were let go now. */
  to: number;
  /** Pixels it was dragged. */
  by: number;
}

/** Rows of a list that are dragged up and down by a handle, with a mouse, a pen or a finger. */
export function useRowDrag(list: RefObject<HTMLElement | null>, onMove: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<RowDrag | null>(null);

  const handleOf = (index: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      const handle = event.currentTarget;
      handle.setPointerCapture(event.pointerId);
      const start = event.clientY;
      const middles = [...(list.current?.children ?? [])].map((row) => {
        const { top, height } = row.getBoundingClientRect();
        return top + height / 2;
      });
      let now: RowDrag = { from: index, to: index, by: 0 };
      const follow = ({ clientY }: { clientY: number }) => {
        const middle = middles[index]! + clientY - start;
        const to = middles.filter((other, row) => row !== index && other < middle).length;
        now = { from: index, to, by: clientY - start };
        setDrag(now);
      };
      const end = (isDropped: boolean) => {
        handle.removeEventListener('pointermove', follow);
        handle.removeEventListener('pointerup', drop);
        handle.removeEventListener('pointercancel', leave);
        setDrag(null);
        if (isDropped && now.to !== index) onMove(index, now.to);
      };
      const drop = () => end(true);
      const leave = () => end(false);
      handle.addEventListener('pointermove', follow);
      handle.addEventListener('pointerup', drop);
      handle.addEventListener('pointercancel', leave);
    },
  });

  /** How far a row stands from where it lies: the dragged one under the pointer, the others make room. */
  const shiftOf = (index: number): string | undefined => {
    if (!drag) return undefined;
    const { from, to, by } = drag;
    if (index === from) return `translateY(${by}px)`;
    if (from < index && index <= to) return 'translateY(-100%)';
    return to <= index && index < from ? 'translateY(100%)' : undefined;
  };
  return { dragged: drag?.from ?? null, handleOf, shiftOf };
}
