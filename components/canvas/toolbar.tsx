'use client';
import {
  Blend,
  Brush,
  Eraser,
  FlipHorizontal2,
  Hand,
  Lasso,
  type LucideIcon,
  Maximize,
  Minus,
  PaintBucket,
  PenTool,
  Pipette,
  Plus,
  Redo2,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ShortcutId } from '../shortcuts/shortcuts';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { Tooltip } from '../ui/tooltip';
import { clear, invert } from './canvas-acts';
import { type CanvasSettings, SIZE, type Tool } from './canvas-settings';
import type { Drawing } from './drawing';
import type { CanvasView } from './use-viewport';

interface ToolbarProps {
  drawing: Drawing;
  canvas: CanvasView;
  settings: CanvasSettings;
  change: (changes: Partial<CanvasSettings>) => void;
}

const TOOL_LOOKS: readonly { tool: Tool; shortcut: ShortcutId; icon: LucideIcon }[] = [
  { tool: 'brush', shortcut: 'canvasBrush', icon: Brush },
  { tool: 'eraser', shortcut: 'canvasEraser', icon: Eraser },
  { tool: 'lasso', shortcut: 'canvasLasso', icon: Lasso },
  { tool: 'fill', shortcut: 'canvasFill', icon: PaintBucket },
  { tool: 'eyedropper', shortcut: 'canvasEyedropper', icon: Pipette },
  { tool: 'hand', shortcut: 'canvasHand', icon: Hand },
];

/** Tools and brush of a canvas; a picture that is not drawn on has none. */
export function Toolbar(props: ToolbarProps) {
  const words = useTranslations('canvas');
  if (props.drawing.kind === 'none') return null;
  return (
    <div
      role="toolbar"
      aria-label={words('tools')}
      className="flex min-h-10 shrink-0 items-center gap-1 overflow-x-auto border-b bg-panel px-2 [scrollbar-width:none] wide:flex-wrap"
    >
      <Tools {...props} />
      <Divider />
      <BrushSettings {...props} />
      <Divider />
      <Steps {...props} />
    </div>
  );
}

const Divider = () => <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line" />;

function Tools({ drawing, settings, change }: ToolbarProps) {
  const words = useTranslations('canvas');
  const offered = TOOL_LOOKS.filter(({ tool }) => tool !== 'eyedropper' || drawing.kind !== 'mask');
  return offered.map(({ tool, shortcut, icon: Icon }) => (
    <IconButton
      key={tool}
      label={words(tool)}
      shortcut={shortcut}
      side="bottom"
      aria-pressed={settings.tool === tool}
      className="aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
      onClick={() => change({ tool })}
    >
      <Icon />
    </IconButton>
  ));
}

/** Sizes are felt as ratios: half the way is the square root of the whole. */
const toSlider = (size: number) =>
  Math.round((Math.log(size / SIZE.min) / Math.log(SIZE.max / SIZE.min)) * 100);
const fromSlider = (at: number) => Math.round(SIZE.min * (SIZE.max / SIZE.min) ** (at / 100));

function BrushSettings({ drawing, settings, change }: ToolbarProps) {
  const words = useTranslations('canvas');
  const isMask = drawing.kind === 'mask';
  const colour = isMask ? settings.tint : settings.colour;
  return (
    <>
      <Tooltip label={words(isMask ? 'tint' : 'colour')} side="bottom">
        <input
          type="color"
          aria-label={words(isMask ? 'tint' : 'colour')}
          value={colour}
          onChange={({ target }) => change(isMask ? { tint: target.value } : { colour: target.value })}
          className="size-7 shrink-0 rounded-control bg-transparent"
        />
      </Tooltip>
      <Slider
        label={words('size')}
        shown={`${settings.size}`}
        value={toSlider(settings.size)}
        onChange={(at) => change({ size: fromSlider(at) })}
      />
      <Slider
        label={words('hardness')}
        shown={`${Math.round(settings.hardness * 100)} %`}
        value={Math.round(settings.hardness * 100)}
        onChange={(at) => change({ hardness: at / 100 })}
      />
      <IconButton
        label={words('pressure')}
        side="bottom"
        aria-pressed={settings.pressure}
        className="aria-pressed:text-accent-text"
        onClick={() => change({ pressure: !settings.pressure })}
      >
        <PenTool />
      </IconButton>
    </>
  );
}

interface SliderProps {
  label: string;
  shown: string;
  value: number;
  onChange: (value: number) => void;
}

function Slider({ label, shown, value, onChange }: SliderProps) {
  return (
    <Tooltip label={label} side="bottom">
      <label className="flex shrink-0 items-center gap-1.5 px-1">
        <span className="sr-only">{label}</span>
        <input
          type="range"
          min={0}
          max={100}
          value={value}
          aria-valuetext={shown}
          onChange={({ target }) => onChange(Number(target.value))}
          className="w-20 accent-accent"
        />
        <span aria-hidden className="w-9 text-small text-muted tabular-nums">
          {shown}
        </span>
      </label>
    </Tooltip>
  );
}

function Steps({ drawing, settings, change }: ToolbarProps) {
  const words = useTranslations('canvas');
  return (
    <>
      <IconButton
        label={words('undo')}
        shortcut="canvasUndo"
        side="bottom"
        disabled={!drawing.canUndo}
        onClick={() => drawing.undo()}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        label={words('redo')}
        shortcut="canvasRedo"
        side="bottom"
        disabled={!drawing.canRedo}
        onClick={() => drawing.redo()}
      >
        <Redo2 />
      </IconButton>
      <IconButton label={words('clear')} shortcut="canvasClear" side="bottom" onClick={() => clear(drawing)}>
        <Trash2 />
      </IconButton>
      {drawing.kind === 'mask' && (
        <IconButton
          label={words('invert')}
          shortcut="canvasInvert"
          side="bottom"
          onClick={() => invert(drawing)}
        >
          <FlipHorizontal2 />
        </IconButton>
      )}
      {drawing.hasMask && (
        <IconButton
          label={words('blurShown')}
          side="bottom"
          aria-pressed={settings.blurShown}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
          onClick={() => change({ blurShown: !settings.blurShown })}
        >
          <Blend />
        </IconButton>
      )}
    </>
  );
}

/** How large the picture is shown, in the corner of the canvas. */
export function Zoom({ canvas }: { canvas: CanvasView }) {
  const words = useTranslations('canvas');
  const percent = Math.round(canvas.view.scale * (globalThis.devicePixelRatio ?? 1) * 100);
  return (
    <div className="absolute right-2 bottom-2 flex items-center rounded-control bg-popover shadow-popover">
      <IconButton
        label={words('zoomOut')}
        shortcut="canvasZoomOut"
        side="top"
        onClick={() => canvas.zoom(1 / 1.25)}
      >
        <Minus />
      </IconButton>
      <Tooltip label={words('actualSize')} shortcut="canvasActualSize" side="top">
        <Button className="w-14 px-0 tabular-nums" onClick={canvas.actualSize}>
          {words('zoom', { percent: String(percent) })}
        </Button>
      </Tooltip>
      <IconButton
        label={words('zoomIn')}
        shortcut="canvasZoomIn"
        side="top"
        onClick={() => canvas.zoom(1.25)}
      >
        <Plus />
      </IconButton>
      <IconButton label={words('fit')} shortcut="canvasFit" side="top" onClick={canvas.fit}>
        <Maximize />
      </IconButton>
    </div>
  );
}
