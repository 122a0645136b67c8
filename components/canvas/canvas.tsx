'use client';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import { useCanvasSettings } from './canvas-settings';
import type { Drawing } from './drawing';
import { FrameEdges } from './frame-edges';
import { KonvaLayers } from './konva-layers';
import { LassoLine, MaskedBox } from './overlays';
import type { Point } from './pixels/lasso';
import { type OnlyMasked, onlyMaskedBox } from './pixels/masked-area';
import { Toolbar, Zoom } from './toolbar';
import { useCanvasKeys } from './use-canvas-keys';
import { useCanvasPointer } from './use-canvas-pointer';
import { useDrawingSteps } from './use-drawing-steps';
import { useViewport } from './use-viewport';

interface CanvasProps {
  drawing: Drawing;
  /** Of the mask, in pixels of the picture. */
  maskBlur?: number;
  /** Its box is shown; null: the whole picture is drawn. */
  onlyMasked?: OnlyMasked | null;
}

/** A picture to draw on, with its tools. What was drawn is in `drawing`. */
export function Canvas({ drawing, maskBlur = 0, onlyMasked = null }: CanvasProps) {
  const words = useTranslations('canvas');
  const box = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const place = useRef<Point | null>(null);
  const [line, setLine] = useState<readonly Point[]>([]);
  const [isPanning, setPanning] = useState(false);
  const { settings, change } = useCanvasSettings();
  const canvas = useViewport(box, drawing);
  const { view, size } = canvas;
  useDrawingSteps(drawing);

  const tool = drawing.kind === 'none' || isPanning ? 'hand' : settings.tool;
  const isBrush = tool === 'brush' || tool === 'eraser';
  const onHover = (at: Point | null) => {
    place.current = at;
    const ring = cursor.current;
    if (!ring) return;
    ring.style.visibility = at ? 'visible' : 'hidden';
    if (at) ring.style.transform = `translate(${at.x}px, ${at.y}px) translate(-50%, -50%)`;
  };
  const parts = { drawing, canvas, settings, change, onHover };
  useCanvasPointer(box, { ...parts, isPanning, onLasso: setLine });
  useCanvasKeys(box, { ...parts, place, setPanning });
  const masked = onlyMasked && onlyMaskedBox(drawing.masked(), drawing.frame, onlyMasked);
  const diameter = Math.max(4, settings.size * view.scale);

  return (
    <div data-canvas className="flex size-full min-h-0 flex-col">
      <Toolbar {...parts} />
      <div className="relative min-h-0 flex-1">
        <div
          ref={box}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys and Enter draw
          tabIndex={0}
          role="application"
          aria-label={words('paper')}
          className={classNames(
            'absolute inset-0 touch-none overflow-hidden bg-stage select-none focus-visible:-outline-offset-2',
            tool === 'hand'
              ? 'cursor-grab active:cursor-grabbing'
              : isBrush
                ? 'cursor-none'
                : 'cursor-crosshair',
          )}
        >
          <div data-paper className="absolute inset-0">
            {size.width > 0 && (
              <KonvaLayers
                drawing={drawing}
                size={size}
                view={view}
                tint={settings.tint}
                blur={settings.blurShown && drawing.kind === 'mask' ? maskBlur : 0}
              />
            )}
          </div>
          {masked && <MaskedBox box={masked} view={view} />}
          <FrameEdges drawing={drawing} view={view} isOpen={drawing.hasMask} />
          <LassoLine line={line} />
          <div
            ref={cursor}
            aria-hidden
            style={{ width: diameter, height: diameter, visibility: 'hidden' }}
            className={classNames(
              'pointer-events-none absolute top-0 left-0 rounded-full border border-text outline outline-stage',
              !isBrush && 'hidden',
            )}
          />
        </div>
        <Zoom canvas={canvas} />
      </div>
    </div>
  );
}
