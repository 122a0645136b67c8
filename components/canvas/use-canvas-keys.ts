'use client';
import { type RefObject, useEffect, useRef } from 'react';
import { type ShortcutId, shortcutOf } from '../shortcuts/shortcuts';
import { beginStroke, clear, endStroke, invert, strokePoint } from './canvas-acts';
import { type CanvasSettings, steppedSize } from './canvas-settings';
import type { Drawing } from './drawing';
import type { Point } from './pixels/lasso';
import { toDrawing } from './pixels/viewport';
import type { CanvasView } from './use-viewport';

/** Pixels of the screen that an arrow key moves the brush. */
const STEP = 8;
const ZOOM = 1.25;
/** They act wherever the focus is, unless something is being typed. */
const ANYWHERE: readonly ShortcutId[] = ['canvasUndo', 'canvasRedo', 'canvasSmaller', 'canvasLarger'];

interface KeyParts {
  drawing: Drawing;
  canvas: CanvasView;
  settings: CanvasSettings;
  change: (changes: Partial<CanvasSettings>) => void;
  /** Where the brush is, on the screen; null: away. */
  place: RefObject<Point | null>;
  onHover: (place: Point | null) => void;
  setPanning: (isPanning: boolean) => void;
}

function actsOf({ drawing, canvas, settings, change }: KeyParts): Partial<Record<ShortcutId, () => void>> {
  const isMask = drawing.kind === 'mask';
  const size = (by: 1 | -1) => () => change({ size: steppedSize(settings.size, by) });
  return {
    ...(drawing.kind === 'none'
      ? {}
      : {
          canvasBrush: () => change({ tool: 'brush' }),
          canvasEraser: () => change({ tool: 'eraser' }),
          canvasLasso: () => change({ tool: 'lasso' }),
          canvasFill: () => change({ tool: 'fill' }),
          ...(isMask
            ? { canvasInvert: () => invert(drawing) }
            : { canvasEyedropper: () => change({ tool: 'eyedropper' }) }),
          canvasHand: () => change({ tool: 'hand' }),
          canvasSmaller: size(-1),
          canvasLarger: size(1),
          canvasUndo: () => drawing.undo(),
          canvasRedo: () => drawing.redo(),
          canvasClear: () => clear(drawing),
        }),
    canvasZoomIn: () => canvas.zoom(ZOOM),
    canvasZoomOut: () => canvas.zoom(1 / ZOOM),
    canvasFit: canvas.fit,
    canvasActualSize: canvas.actualSize,
  };
}

/** The canvas's keys while the focus is in it; arrows and Enter draw without a pointer, the space bar moves the view. */
export function useCanvasKeys(box: RefObject<HTMLElement | null>, parts: KeyParts): void {
  const now = useRef(parts);
  useEffect(() => {
    now.current = parts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isInside = box.current?.closest('[data-canvas]')?.contains(target) ?? false;
      if (event.defaultPrevented || target.matches('input:not([type=range]), textarea, [role=combobox]'))
        return;
      if (!isInside && document.querySelector('[role=dialog][data-state=open], [role=menu], [role=listbox]'))
        return;
      const isRedo = (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'z';
      const id = isRedo ? 'canvasRedo' : shortcutOf(event, false, 'Canvas');
      const act = id && (isInside || ANYWHERE.includes(id)) ? actsOf(now.current)[id] : undefined;
      if (act) act();
      else if (target !== box.current || !drawKey(event, now.current)) return;
      event.preventDefault();
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === ' ') now.current.setPanning(false);
    };
    // Before the page's own keys.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('keyup', onKeyUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('keyup', onKeyUp);
    };
  }, [box]);
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Moves the brush, draws a dot, holds the view. Whether the key was one of these. */
function drawKey(
  event: KeyboardEvent,
  { drawing, canvas, settings, place, onHover, setPanning }: KeyParts,
): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === ' ') {
    setPanning(true);
    return true;
  }
  const { size, view } = canvas;
  const at = place.current ?? { x: size.width / 2, y: size.height / 2 };
  const arrow = ARROWS[event.key];
  if (arrow) {
    const step = STEP * (event.shiftKey ? 8 : 1);
    onHover({
      x: Math.min(size.width, Math.max(0, at.x + arrow.x * step)),
      y: Math.min(size.height, Math.max(0, at.y + arrow.y * step)),
    });
    return true;
  }
  if (event.key !== 'Enter' || drawing.kind === 'none') return false;
  const stroke = beginStroke(drawing, settings);
  drawing.tellPixels(stroke.to(strokePoint(toDrawing(view, at), 0.5, settings)));
  endStroke(drawing, stroke);
  return true;
}
