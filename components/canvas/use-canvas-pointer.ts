'use client';
import { type RefObject, useEffect, useRef } from 'react';
import { beginStroke, colourAt, endStroke, fill, lasso, strokePoint } from './canvas-acts';
import type { CanvasSettings, Tool } from './canvas-settings';
import type { Drawing } from './drawing';
import type { Point } from './pixels/lasso';
import type { Stroke, StrokePoint } from './pixels/stroke';
import { pinched, toDrawing, zoomedAt } from './pixels/viewport';
import type { CanvasView } from './use-viewport';

/** Parts of a brush that its places may lie apart before the next one is drawn: nearer ones change nothing to see. */
const SPACING = 0.1;
const WHEEL = 0.0015;

interface PointerParts {
  drawing: Drawing;
  canvas: CanvasView;
  settings: CanvasSettings;
  change: (changes: Partial<CanvasSettings>) => void;
  /** The hand for as long as the space bar is held. */
  isPanning: boolean;
  /** Where the brush is, on the screen; null: away. */
  onHover: (place: Point | null) => void;
  /** The line of the lasso while it is drawn, on the screen. */
  onLasso: (line: readonly Point[]) => void;
}

type Act =
  | { kind: 'stroke'; pointer: number; stroke: Stroke; last: StrokePoint }
  | { kind: 'lasso'; pointer: number; line: Point[]; shown: Point[] }
  | { kind: 'pan'; pointer: number; from: Point };

/** Draws, moves and zooms with mouse, pen and fingers: one finger draws, two move and zoom. */
export function useCanvasPointer(box: RefObject<HTMLElement | null>, parts: PointerParts): void {
  const now = useRef(parts);
  useEffect(() => {
    now.current = parts;
  });
  useEffect(() => {
    const element = box.current!;
    const fingers = new Map<number, Point>();
    let act: Act | null = null;

    const placeOf = (event: MouseEvent): Point => {
      const { left, top } = element.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const toolFor = (event: PointerEvent): Tool => {
      const { settings, isPanning, drawing } = now.current;
      if (event.button === 1 || isPanning || drawing.kind === 'none') return 'hand';
      const picksColour = event.altKey && drawing.kind !== 'mask';
      // The other end of a pen.
      return picksColour ? 'eyedropper' : event.buttons & 32 ? 'eraser' : settings.tool;
    };
    const strokeTo = (stroke: Extract<Act, { kind: 'stroke' }>, events: readonly PointerEvent[]) => {
      const { drawing, canvas, settings } = now.current;
      const places = events.map((event) =>
        strokePoint(
          toDrawing(canvas.view, placeOf(event)),
          event.pointerType === 'mouse' ? 0.5 : event.pressure,
          settings,
        ),
      );
      const kept = places.filter((place, at) => {
        const isFar = Math.hypot(place.x - stroke.last.x, place.y - stroke.last.y) >= place.radius * SPACING;
        if (isFar || at === places.length - 1) stroke.last = place;
        return isFar || at === places.length - 1;
      });
      drawing.tellPixels(stroke.stroke.through(kept));
    };
    const finish = () => {
      const { drawing, settings, onLasso } = now.current;
      if (act?.kind === 'stroke') endStroke(drawing, act.stroke);
      if (act?.kind === 'lasso') {
        onLasso([]);
        lasso(drawing, act.line, settings);
      }
      act = null;
    };

    const down = (event: PointerEvent) => {
      if (event.button > 1 || !(event.target as HTMLElement).closest('[data-paper]')) return;
      const { drawing, canvas, settings, change } = now.current;
      const place = placeOf(event);
      // A synthetic pointer can't be captured.
      if (event.isTrusted) element.setPointerCapture(event.pointerId);
      if (event.pointerType === 'touch') fingers.set(event.pointerId, place);
      if (fingers.size === 2) return finish();
      if (act) return;
      event.preventDefault();
      element.focus({ preventScroll: true });
      const tool = toolFor(event);
      const point = toDrawing(canvas.view, place);
      const pointer = event.pointerId;
      if (tool === 'hand') act = { kind: 'pan', pointer, from: place };
      else if (tool === 'lasso') act = { kind: 'lasso', pointer, line: [point], shown: [place] };
      else if (tool === 'fill') fill(drawing, point, settings);
      else if (tool === 'eyedropper') {
        const colour = colourAt(drawing, point);
        if (colour) change({ colour });
      } else {
        const stroke = beginStroke(drawing, { ...settings, tool });
        act = { kind: 'stroke', pointer, stroke, last: { ...point, radius: 0 } };
        strokeTo(act, [event]);
      }
    };
    const move = (event: PointerEvent) => {
      const { canvas, onHover, onLasso } = now.current;
      const place = placeOf(event);
      onHover(event.pointerType === 'touch' ? null : place);
      const before = fingers.get(event.pointerId);
      if (before) {
        const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
        fingers.set(event.pointerId, place);
        if (other) return canvas.setView((view) => pinched(view, [before, other], [place, other]));
      }
      if (act?.pointer !== event.pointerId) return;
      const events = event.getCoalescedEvents?.() ?? [];
      const passed = events.length > 0 ? events : [event];
      if (act.kind === 'stroke') strokeTo(act, passed);
      else if (act.kind === 'lasso') {
        for (const each of passed) {
          act.shown.push(placeOf(each));
          act.line.push(toDrawing(canvas.view, placeOf(each)));
        }
        onLasso([...act.shown]);
      } else {
        const [dx, dy] = [place.x - act.from.x, place.y - act.from.y];
        act.from = place;
        canvas.setView((view) => ({ ...view, left: view.left + dx, top: view.top + dy }));
      }
    };
    const up = (event: PointerEvent) => {
      fingers.delete(event.pointerId);
      if (act?.pointer === event.pointerId) finish();
    };
    const leave = () => now.current.onHover(null);
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const place = placeOf(event);
      const factor = Math.exp(-event.deltaY * lines * WHEEL * (event.ctrlKey ? 4 : 1));
      now.current.canvas.setView((view) =>
        event.shiftKey ? { ...view, left: view.left - event.deltaY * lines } : zoomedAt(view, place, factor),
      );
    };

    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      finish();
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('wheel', wheel);
    };
  }, [box]);
}
