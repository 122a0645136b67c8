'use client';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Drawing } from './drawing';
import { centred, fitted, type Size, type Viewport, zoomedAt } from './pixels/viewport';

export interface CanvasView {
  size: Size;
  view: Viewport;
  setView: (change: (view: Viewport) => Viewport) => void;
  /** Around the middle. */
  zoom: (factor: number) => void;
  fit: () => void;
  /** A pixel of the picture is a pixel of the screen. */
  actualSize: () => void;
}

/** How the drawing lies in its box: all of it in sight until it is moved, also when the box or the frame changes. */
export function useViewport(box: RefObject<HTMLElement | null>, drawing: Drawing): CanvasView {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [view, setView] = useState<Viewport>({ scale: 1, left: 0, top: 0 });
  const isFitted = useRef(true);

  useLayoutEffect(() => {
    const element = box.current!;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawing is looked at anew
  useEffect(() => {
    isFitted.current = true;
  }, [drawing]);

  useLayoutEffect(() => {
    if (isFitted.current && size.width > 0) setView(fitted(drawing.frame, size));
  }, [drawing, size]);

  // A larger frame stays in sight, unless the view was moved.
  useEffect(
    () =>
      drawing.watch({
        onFrame: () => {
          if (isFitted.current) setView(fitted(drawing.frame, size));
        },
      }),
    [drawing, size],
  );

  const move = (change: (view: Viewport) => Viewport) => {
    isFitted.current = false;
    setView(change);
  };
  const middle = { x: size.width / 2, y: size.height / 2 };
  return {
    size,
    view,
    setView: move,
    zoom: (factor) => move((now) => zoomedAt(now, middle, factor)),
    fit: () => {
      isFitted.current = true;
      setView(fitted(drawing.frame, size));
    },
    actualSize: () => move(() => centred(drawing.frame, size, 1 / window.devicePixelRatio)),
  };
}
