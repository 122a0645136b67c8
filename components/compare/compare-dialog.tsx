'use client';
import { ArrowLeftRight, Columns2, Maximize, SquareSplitHorizontal, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import { IconButton } from '../ui/icon-button';
import { Viewer } from '../ui/viewer';
import { Compare, type ComparedPicture, type CompareMode } from './compare';
import { useZoom } from './use-zoom';

interface CompareDialogProps {
  pictures: readonly [ComparedPicture, ComparedPicture];
  onClose: () => void;
}

/** Two pictures and nothing else. + and − zoom, X swaps, S shows them side by side, Esc closes. */
export function CompareDialog({ pictures, onClose }: CompareDialogProps) {
  const words = useTranslations('compare');
  const [mode, setMode] = useState<CompareMode>('slider');
  const [swapped, setSwapped] = useState(false);
  const zoom = useZoom();
  const [left, right] = swapped ? [pictures[1], pictures[0]] : pictures;
  const acts: Record<string, () => void> = {
    '+': () => zoom.zoomBy(1.5),
    '-': () => zoom.zoomBy(1 / 1.5),
    '0': zoom.whole,
    x: () => setSwapped(!swapped),
    s: () => setMode(mode === 'slider' ? 'beside' : 'slider'),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <Viewer title={words('title')} onEscape={onClose} onKeyDown={onKeyDown}>
      <div className="flex h-(--bar-height) shrink-0 items-center gap-1 px-2">
        <p className="mr-auto hidden px-2 text-small text-faint wide:block">{words('hint')}</p>
        <IconButton
          label={words('slider')}
          side="bottom"
          aria-pressed={mode === 'slider'}
          onClick={() => setMode('slider')}
          className={classNames(mode === 'slider' && 'text-accent-text')}
        >
          <SquareSplitHorizontal />
        </IconButton>
        <IconButton
          label={words('sideBySide')}
          side="bottom"
          aria-pressed={mode === 'beside'}
          onClick={() => setMode('beside')}
          className={classNames(mode === 'beside' && 'text-accent-text')}
        >
          <Columns2 />
        </IconButton>
        <IconButton label={words('swap')} side="bottom" onClick={() => setSwapped(!swapped)}>
          <ArrowLeftRight />
        </IconButton>
        <IconButton label={words('fit')} side="bottom" disabled={zoom.zoom.scale === 1} onClick={zoom.whole}>
          <Maximize />
        </IconButton>
        <IconButton label={words('close')} side="bottom" onClick={onClose} className="ml-auto wide:ml-0">
          <X />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1">
        <Compare left={left} right={right} mode={mode} zoom={zoom} />
      </div>
    </Viewer>
  );
}
