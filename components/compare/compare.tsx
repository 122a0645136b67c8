'use client';
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import type { useZoom, Zoom } from './use-zoom';

/** One of the two. */
export interface ComparedPicture {
  src: string;
  /** Pixels. */
  width: number;
  height: number;
  /** What it is, in a word or two: `Before`, `Seed 5`. */
  label: string;
  alt: string;
}

export type CompareMode = 'slider' | 'beside';

interface CompareProps {
  left: ComparedPicture;
  right: ComparedPicture;
  mode: CompareMode;
  zoom: ReturnType<typeof useZoom>;
  className?: string;
}

/** Close enough that single pixels are what one looks at. */
const PIXELS = 6;

/** Two pictures over each other with a divider, or side by side; zoomed and moved together. */
export function Compare({ left, right, mode, zoom, className }: CompareProps) {
  const [part, setPart] = useState(50);
  const beside = mode === 'beside';
  return (
    <div
      className={classNames(
        'relative size-full',
        beside && 'grid grid-rows-2 gap-1 wide:grid-cols-2 wide:grid-rows-1',
        className,
      )}
    >
      <Pane picture={beside ? left : right} zoom={zoom} at={beside ? 'left' : 'right'}>
        {!beside && (
          <div className="absolute inset-0" style={{ clipPath: `inset(0 ${100 - part}% 0 0)` }}>
            <div className="absolute inset-0 bg-stage" />
            <Lying picture={left} zoom={zoom.zoom} />
          </div>
        )}
        {!beside && <Label at="left">{left.label}</Label>}
      </Pane>
      {beside ? <Pane picture={right} zoom={zoom} at="right" /> : <Divider part={part} onPart={setPart} />}
    </div>
  );
}

interface PaneProps {
  picture: ComparedPicture;
  zoom: ReturnType<typeof useZoom>;
  at: 'left' | 'right';
  children?: ReactNode;
}

function Pane({ picture, zoom, at, children }: PaneProps) {
  const close = zoom.zoom.scale > 1;
  return (
    <div
      {...zoom.pane}
      className={classNames(
        'relative size-full min-h-0 overflow-hidden bg-stage',
        close ? 'cursor-grab touch-none active:cursor-grabbing' : 'cursor-zoom-in',
      )}
    >
      <Lying picture={picture} zoom={zoom.zoom} />
      {children}
      <Label at={at}>{picture.label}</Label>
    </div>
  );
}

function Lying({ picture, zoom: { scale, x, y } }: { picture: ComparedPicture; zoom: Zoom }) {
  return (
    // biome-ignore lint/performance/noImgElement: the file itself is what is compared
    <img
      src={picture.src}
      alt={picture.alt}
      width={picture.width}
      height={picture.height}
      draggable={false}
      style={{
        transform: `translate(${x}px, ${y}px) scale(${scale})`,
        imageRendering: scale >= PIXELS ? 'pixelated' : undefined,
      }}
      className="absolute inset-0 size-full object-contain select-none"
    />
  );
}

function Label({ at, children }: { at: 'left' | 'right'; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'pointer-events-none absolute bottom-3 max-w-[45%] truncate rounded-full bg-popover/85 px-2.5 py-1 text-small text-text',
        at === 'left' ? 'left-3' : 'right-3',
      )}
    >
      {children}
    </span>
  );
}

/** The line between them; the range that lies under it has its keys and its name. */
function Divider({ part, onPart }: { part: number; onPart: (part: number) => void }) {
  const words = useTranslations('compare');
  const held = useRef(false);
  const move = (event: PointerEvent) => {
    const box = event.currentTarget.parentElement?.parentElement?.getBoundingClientRect();
    if (!held.current || !box) return;
    onPart(Math.min(100, Math.max(0, (100 * (event.clientX - box.x)) / box.width)));
  };
  const release = () => {
    held.current = false;
  };
  return (
    <div className="pointer-events-none absolute inset-0">
      <input
        type="range"
        aria-label={words('divider')}
        min={0}
        max={100}
        step={1}
        value={Math.round(part)}
        onChange={({ target }) => onPart(Number(target.value))}
        className="peer sr-only"
      />
      <div
        onPointerDown={(event) => {
          held.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
        style={{ left: `${part}%` }}
        className="pointer-events-auto absolute inset-y-0 grid w-8 -translate-x-1/2 cursor-ew-resize touch-none place-items-center peer-focus-visible:[&>span]:outline-2"
      >
        <span className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-accent" />
        <span className="grid size-8 place-items-center rounded-full bg-accent text-on-accent shadow-popover outline-offset-2 outline-accent">
          ⇔
        </span>
      </div>
    </div>
  );
}
