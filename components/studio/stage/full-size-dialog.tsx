'use client';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { shortcutOf } from '../../shortcuts/shortcuts';
import { classNames } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';
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
    // Also when a tooltip is open, which would take the key for itself.
    else if (event.key === 'Escape') stage.setFullSize(false);
  };
  return (
    <Dialog.Root open={stage.fullSize} onOpenChange={stage.setFullSize}>
      <Dialog.Portal>
        <Dialog.Overlay className="appear fixed inset-0 z-40 bg-scrim backdrop-blur-sm" />
        {picture && (
          <Dialog.Content
            aria-describedby={undefined}
            onKeyDown={onKeyDown}
            // The picture is what was asked for; focus on a button would open its tooltip.
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              (event.currentTarget as HTMLElement).focus();
            }}
            tabIndex={-1}
            data-theme="dark"
            className="appear fixed inset-0 z-50 flex flex-col text-text outline-none"
          >
            <Dialog.Title className="sr-only">{words('fullSizeTitle')}</Dialog.Title>
            <div className="flex h-(--bar-height) shrink-0 items-center justify-end px-2">
              <Dialog.Close asChild>
                <IconButton label={words('close')} side="bottom">
                  <X />
                </IconButton>
              </Dialog.Close>
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
          </Dialog.Content>
        )}
      </Dialog.Portal>
    </Dialog.Root>
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
