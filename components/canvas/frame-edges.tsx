'use client';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Drawing } from './drawing';
import { type Box, heightOf, widthOf } from './pixels/box';
import { pulledFrame, type Side, SNAP } from './pixels/frame';
import type { Viewport } from './pixels/viewport';

const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom'];
const EDGE: Readonly<Record<Side, keyof Box>> = { left: 'x1', right: 'x2', top: 'y1', bottom: 'y2' };
/** They lie outside of the frame: its edge can be drawn on. */
const LOOK: Readonly<Record<Side, string>> = {
  left: '-left-6 inset-y-0 w-6 cursor-ew-resize justify-items-end',
  right: '-right-6 inset-y-0 w-6 cursor-ew-resize justify-items-start',
  top: '-top-6 inset-x-0 h-6 cursor-ns-resize items-end',
  bottom: '-bottom-6 inset-x-0 h-6 cursor-ns-resize items-start',
};
const GRIP: Readonly<Record<Side, string>> = {
  left: 'h-8 w-1.5',
  right: 'h-8 w-1.5',
  top: 'h-1.5 w-8',
  bottom: 'h-1.5 w-8',
};
const KEYS: Readonly<Record<string, { sides: readonly Side[]; by: number }>> = {
  ArrowLeft: { sides: ['left', 'right'], by: -SNAP },
  ArrowRight: { sides: ['left', 'right'], by: SNAP },
  ArrowUp: { sides: ['top', 'bottom'], by: -SNAP },
  ArrowDown: { sides: ['top', 'bottom'], by: SNAP },
};

interface FrameEdgesProps {
  drawing: Drawing;
  view: Viewport;
  /** Whether the edges can be pulled. */
  isOpen: boolean;
}

/** The frame around what is sent. Its edges are pulled outwards to have more drawn around the picture. */
export function FrameEdges({ drawing, view, isOpen }: FrameEdgesProps) {
  const words = useTranslations('canvas');
  const pulled = useRef<{ before: Box; start: number; edge: number } | null>(null);
  const { frame, pictureBox } = drawing;
  const { scale, left, top } = view;
  const place = {
    left: frame.x1 * scale + left,
    top: frame.y1 * scale + top,
    width: widthOf(frame) * scale,
    height: heightOf(frame) * scale,
  };
  const along = (side: Side, event: PointerEvent) =>
    side === 'left' || side === 'right' ? event.clientX : event.clientY;
  const pull = (side: Side, to: number) =>
    drawing.showFrame(pulledFrame(drawing.frame, pictureBox, side, to));
  const onKeyDown = (side: Side, event: KeyboardEvent) => {
    const key = KEYS[event.key];
    if (!key?.sides.includes(side)) return;
    event.preventDefault();
    event.stopPropagation();
    pull(side, frame[EDGE[side]] + key.by * (event.shiftKey ? 8 : 1));
    drawing.addFrame(frame);
  };
  const isGrown = widthOf(frame) !== widthOf(pictureBox) || heightOf(frame) !== heightOf(pictureBox);
  return (
    <div data-frame className="pointer-events-none absolute outline outline-line-strong" style={place}>
      <p className="absolute -bottom-6 left-0 rounded-small bg-popover px-1.5 text-small whitespace-nowrap text-muted tabular-nums">
        {isGrown
          ? words('frame.grown', { width: String(widthOf(frame)), height: String(heightOf(frame)) })
          : `${widthOf(frame)} × ${heightOf(frame)}`}
      </p>
      {isOpen &&
        SIDES.map((side) => (
          <button
            key={side}
            type="button"
            aria-label={words(`frame.${side}`)}
            className={`group pointer-events-auto absolute grid touch-none items-center justify-items-center ${LOOK[side]}`}
            onKeyDown={(event) => onKeyDown(side, event)}
            onPointerDown={(event) => {
              if (event.nativeEvent.isTrusted) event.currentTarget.setPointerCapture(event.pointerId);
              pulled.current = { before: frame, start: along(side, event), edge: frame[EDGE[side]] };
            }}
            onPointerMove={(event) => {
              if (!pulled.current) return;
              const { start, edge } = pulled.current;
              pull(side, edge + (along(side, event) - start) / scale);
            }}
            onPointerUp={() => {
              if (pulled.current) drawing.addFrame(pulled.current.before);
              pulled.current = null;
            }}
          >
            <span
              aria-hidden
              className={`rounded-full bg-text outline outline-stage transition-colors quick group-hover:bg-accent ${GRIP[side]}`}
            />
          </button>
        ))}
    </div>
  );
}
