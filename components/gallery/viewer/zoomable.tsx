'use client';
import { type PointerEvent, useRef, useState, type WheelEvent } from 'react';
import type { GalleryPicture } from '@/lib/gallery/gallery-view';
import { pictureUrl } from '../../studio/data/studio-picture';
import { PictureFrame } from '../../studio/stage/picture-frame';
import { useAlt } from '../../studio/stage/use-alt';
import { classNames } from '../../ui/class-names';
import { thumbnailUrl } from '../data/use-picture-store';

interface ZoomableProps {
  id: string;
  picture: GalleryPicture | undefined;
  zoomed: boolean;
  onZoom: (zoomed: boolean) => void;
  /** A swipe sideways, while the whole picture is seen. */
  onTurn: (by: 1 | -1) => void;
}

interface View {
  scale: number;
  x: number;
  y: number;
}

const WHOLE: View = { scale: 1, x: 0, y: 0 };
const CLOSE = 2.5;
const CLOSEST = 12;
/** Pixels a finger moves before it is a swipe. */
const SWIPE = 60;

/** A picture that fits; closer with the wheel, a double click or Z, moved by dragging. Close up it is the file itself. */
export function Zoomable({ id, picture, zoomed, onZoom, onTurn }: ZoomableProps) {
  const altOf = useAlt();
  const [view, setView] = useState<View>(WHOLE);
  const held = useRef<{ x: number; y: number; from: View } | null>(null);
  // Its button and key only know near and far.
  const shown = zoomed ? (view.scale > 1 ? view : { ...view, scale: CLOSE }) : WHOLE;

  const onWheel = (event: WheelEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = Math.min(CLOSEST, Math.max(1, shown.scale * Math.exp(-event.deltaY / 400)));
    const part = 1 - scale / shown.scale;
    const [x, y] = [event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2];
    setView(
      scale === 1 ? WHOLE : { scale, x: shown.x + (x - shown.x) * part, y: shown.y + (y - shown.y) * part },
    );
    onZoom(scale > 1);
  };
  const onPointerDown = (event: PointerEvent) => {
    held.current = { x: event.clientX, y: event.clientY, from: shown };
    if (shown.scale > 1) event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const { current } = held;
    if (!current || shown.scale === 1) return;
    setView({
      scale: shown.scale,
      x: current.from.x + event.clientX - current.x,
      y: current.from.y + event.clientY - current.y,
    });
  };
  const onPointerUp = (event: PointerEvent) => {
    const moved = held.current ? event.clientX - held.current.x : 0;
    if (event.pointerType === 'touch' && shown.scale === 1 && Math.abs(moved) > SWIPE)
      onTurn(moved < 0 ? 1 : -1);
    held.current = null;
  };

  if (!picture) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what it does with a pointer, the button and the keys do too
    <div
      onWheel={onWheel}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={() => {
        setView(WHOLE);
        onZoom(!zoomed);
      }}
      className={classNames(
        'absolute inset-0 overflow-hidden p-3 wide:px-16 wide:pb-6',
        shown.scale > 1 ? 'cursor-grab touch-none active:cursor-grabbing' : 'touch-pan-y',
      )}
    >
      <div
        className="size-full [--enlarge:6]"
        style={{ transform: `translate(${shown.x}px, ${shown.y}px) scale(${shown.scale})` }}
      >
        <PictureFrame width={picture.width} height={picture.height}>
          {/* biome-ignore lint/performance/noImgElement: already made small, and cached */}
          <img
            src={shown.scale > 1 ? pictureUrl(picture) : thumbnailUrl(id, 1600)}
            alt={altOf(picture)}
            draggable={false}
            // The small one, which is here already, stands in for it.
            style={{ backgroundImage: `url(${thumbnailUrl(id)})` }}
            className="block size-full bg-cover object-cover select-none"
          />
        </PictureFrame>
      </div>
    </div>
  );
}
