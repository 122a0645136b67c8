'use client';
import { type PointerEvent, useRef, useState, type WheelEvent } from 'react';

/** How a picture lies in its pane: scaled about the middle, then moved, in pixels of the screen. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };
const CLOSE = 3;
const CLOSEST = 24;

/** The same scale, with what is under the point staying there. */
export function zoomedAt(zoom: Zoom, scale: number, at: { x: number; y: number }): Zoom {
  const next = Math.min(CLOSEST, Math.max(1, scale));
  if (next === 1) return WHOLE;
  const part = 1 - next / zoom.scale;
  return { scale: next, x: zoom.x + (at.x - zoom.x) * part, y: zoom.y + (at.y - zoom.y) * part };
}

/** One zoom for several panes: the wheel, two clicks and dragging in any of them move all. */
export function useZoom() {
  const [zoom, setZoom] = useState<Zoom>(WHOLE);
  const held = useRef<{ x: number; y: number; from: Zoom } | null>(null);
  const pointIn = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.x - box.width / 2, y: event.clientY - box.y - box.height / 2 };
  };
  const release = () => {
    held.current = null;
  };
  return {
    zoom,
    whole: () => setZoom(WHOLE),
    /** By the keyboard: about the middle. */
    zoomBy: (factor: number) => setZoom((now) => zoomedAt(now, now.scale * factor, { x: 0, y: 0 })),
    pane: {
      onWheel: (event: WheelEvent) => {
        const at = pointIn(event);
        setZoom((now) => zoomedAt(now, now.scale * Math.exp(-event.deltaY / 400), at));
      },
      onDoubleClick: (event: { clientX: number; clientY: number; currentTarget: Element }) => {
        const at = pointIn(event);
        setZoom((now) => (now.scale > 1 ? WHOLE : zoomedAt(now, CLOSE, at)));
      },
      onPointerDown: (event: PointerEvent) => {
        if (zoom.scale === 1) return;
        held.current = { x: event.clientX, y: event.clientY, from: zoom };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: PointerEvent) => {
        if (!held.current) return;
        const { x, y, from } = held.current;
        setZoom({ ...from, x: from.x + event.clientX - x, y: from.y + event.clientY - y });
      },
      onPointerUp: release,
      onPointerCancel: release,
    },
  };
}
