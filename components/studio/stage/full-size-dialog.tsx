'use client';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { shortcutOf } from '../../shortcuts/shortcuts';
import { classNames } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';
import { Viewer } from '../../ui/viewer';
import { useStudio } from '../studio-context';
import { factsOfPicture } from './facts';
import { PictureFrame } from './picture-frame';
import { PictureImage } from './picture-image';
import { PictureToolbar } from './picture-toolbar';

// On a phone the arrows lie on the picture, which needs the whole width.
const arrowClass = 'absolute z-10 bg-scrim/60 wide:static wide:bg-transparent';

/** One picture and nothing else; arrow keys turn, Esc closes. */
export function FullSizeDialog() {
  const { stage, actions } = useStudio();
  const words = useTranslations('stage');
  const picture = stage.selected;
  const onKeyDown = (event: KeyboardEvent) => {
    const id = shortcutOf(event.nativeEvent, false);
    if (id === 'previousPicture') stage.turn(-1);
    else if (id === 'nextPicture') stage.turn(1);
    else if (id === 'download') actions.download();
    else if (id === 'copyParameters') actions.copyParameters();
    else if (id === 'moveToTrash') actions.trash();
    else if (id === 'drawAgain') actions.drawAgain?.('next');
  };
  if (!stage.fullSize || !picture) return null;
  return (
    <Viewer
      glass
      title={words('fullSizeTitle')}
      onEscape={() => stage.setFullSize(false)}
      onKeyDown={onKeyDown}
    >
      <div className="flex h-(--bar-height) shrink-0 items-center justify-end px-2">
        <IconButton label={words('close')} side="bottom" onClick={() => stage.setFullSize(false)}>
          <X />
        </IconButton>
      </div>
      <div className="relative flex min-h-0 flex-1 items-center gap-2 px-2">
        <IconButton
          label={words('toolbar.previous')}
          shortcut="previousPicture"
          onClick={() => stage.turn(-1)}
          className={classNames(arrowClass, 'left-3')}
        >
          <ChevronLeft />
        </IconButton>
        <div className="size-full min-w-0 flex-1 [--enlarge:6]">
          <PictureFrame width={picture.width} height={picture.height}>
            <PictureImage key={picture.id} picture={picture} />
          </PictureFrame>
        </div>
        <IconButton
          label={words('toolbar.next')}
          shortcut="nextPicture"
          onClick={() => stage.turn(1)}
          className={classNames(arrowClass, 'right-3')}
        >
          <ChevronRight />
        </IconButton>
      </div>
      <Caption />
    </Viewer>
  );
}

function Caption() {
  const { stage } = useStudio();
  const times = useTranslations('times');
  const words = useTranslations('stage');
  if (!stage.selected) return null;
  const { prompt, facts } = factsOfPicture(stage.selected, stage.job, words, times);
  return (
    <div className="mx-auto flex w-full max-w-240 shrink-0 flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2">{prompt}</p>
        <p className="truncate text-small text-muted">{facts.join(' · ')}</p>
      </div>
      <PictureToolbar inDialog />
    </div>
  );
}
