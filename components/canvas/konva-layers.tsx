'use client';
import type Konva from 'konva/lib/Core';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { Layer, Shape, Stage } from 'react-konva/lib/ReactKonvaCore';
import type { Drawing } from './drawing';
import { paintPicture, TilePainter } from './paint-layers';
import { around, type Box } from './pixels/box';
import type { Size, Viewport } from './pixels/viewport';

interface KonvaLayersProps {
  drawing: Drawing;
  size: Size;
  view: Viewport;
  /** Of a mask. */
  tint: string;
  /** Of the mask's edge, in pixels of the picture; 0: none is shown. */
  blur: number;
}

/** How much of the picture a mask hides. */
const MASK_OPACITY = 0.6;

/**
 * Two layers: the picture, painted when the view changes, and what is drawn on it, of which a stroke paints only the box
 * it changed. Konva keeps their canvases, their resolution and the frame they are painted in.
 */
export function KonvaLayers({ drawing, size, view, tint, blur }: KonvaLayersProps) {
  const pictureLayer = useRef<Konva.Layer>(null);
  const drawnLayer = useRef<Konva.Layer>(null);
  const painter = useRef<TilePainter | null>(null);
  /** What is painted next; null: everything. */
  const dirty = useRef<Box | null | undefined>(null);
  const isMask = drawing.kind === 'mask';
  const now = useRef({ view, tint, isMask, drawing });
  now.current = { view, tint, isMask, drawing };

  useEffect(() => {
    painter.current = new TilePainter(drawing);
    dirty.current = null;
    drawnLayer.current?.batchDraw();
    return drawing.watch({
      onPixels: (changed) => {
        painter.current?.changed(changed);
        if (dirty.current !== null) dirty.current = around(dirty.current ?? null, changed);
        drawnLayer.current?.batchDraw();
      },
      onStep: () => {
        // The frame may be another.
        dirty.current = null;
        pictureLayer.current?.batchDraw();
        drawnLayer.current?.batchDraw();
      },
    });
  }, [drawing]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever of these changes, all is painted anew
  useLayoutEffect(() => {
    dirty.current = null;
    pictureLayer.current?.batchDraw();
    drawnLayer.current?.batchDraw();
  }, [view, size.width, size.height, tint]);

  useLayoutEffect(() => {
    const canvas = drawnLayer.current?.getCanvas()._canvas;
    if (canvas) canvas.style.filter = blur > 0 ? `blur(${blur * view.scale}px)` : '';
  }, [blur, view.scale]);

  /** The screen's own pixels, without Konva's scale. */
  const onDevice = (
    context: Konva.Context,
    paint: (native: CanvasRenderingContext2D, view: Viewport) => void,
  ) => {
    const native = context._context as CanvasRenderingContext2D;
    const ratio = context.getCanvas().getPixelRatio();
    const { scale, left, top } = now.current.view;
    native.save();
    native.setTransform(1, 0, 0, 1, 0, 0);
    paint(native, { scale: scale * ratio, left: left * ratio, top: top * ratio });
    native.restore();
  };

  return (
    <Stage width={size.width} height={size.height} listening={false}>
      <Layer ref={pictureLayer} listening={false}>
        <Shape
          listening={false}
          sceneFunc={(context: Konva.Context) =>
            onDevice(context, (native, device) =>
              paintPicture(native, now.current.drawing, device, {
                colour: now.current.tint,
                opacity: MASK_OPACITY,
              }),
            )
          }
        />
      </Layer>
      <Layer ref={drawnLayer} listening={false} clearBeforeDraw={false}>
        <Shape
          listening={false}
          sceneFunc={(context: Konva.Context) => {
            if (dirty.current === undefined || !painter.current) return;
            painter.current.setTint(now.current.isMask ? now.current.tint : null);
            const box = dirty.current;
            onDevice(context, (native, device) =>
              painter.current?.paint(native, box, {
                view: device,
                opacity: now.current.isMask ? MASK_OPACITY : 1,
              }),
            );
            dirty.current = undefined;
          }}
        />
      </Layer>
    </Stage>
  );
}
