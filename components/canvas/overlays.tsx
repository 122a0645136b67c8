'use client';
import { useTranslations } from 'use-intl';
import { type Box, heightOf, widthOf } from './pixels/box';
import type { Point } from './pixels/lasso';
import type { Viewport } from './pixels/viewport';

/** What "Only masked" draws. */
export function MaskedBox({ box, view }: { box: Box; view: Viewport }) {
  const words = useTranslations('canvas');
  const { scale, left, top } = view;
  return (
    <div
      className="pointer-events-none absolute border border-dashed border-accent"
      style={{
        left: box.x1 * scale + left,
        top: box.y1 * scale + top,
        width: widthOf(box) * scale,
        height: heightOf(box) * scale,
      }}
    >
      <p className="absolute top-0 left-0 rounded-small bg-popover px-1.5 text-small whitespace-nowrap text-accent-text tabular-nums">
        {words('onlyMasked', { width: String(widthOf(box)), height: String(heightOf(box)) })}
      </p>
    </div>
  );
}

export function LassoLine({ line }: { line: readonly Point[] }) {
  if (line.length < 2) return null;
  const points = line.map(({ x, y }) => `${x},${y}`).join(' ');
  return (
    <svg aria-hidden="true" className="pointer-events-none absolute inset-0 size-full text-accent">
      <polygon points={points} fill="currentColor" fillOpacity="0.2" stroke="currentColor" />
    </svg>
  );
}
