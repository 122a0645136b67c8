'use client';
import {
  Copy,
  Download,
  Grid2x2,
  Maximize2,
  Recycle,
  Repeat,
  SlidersHorizontal,
  Square,
  SquareSplitHorizontal,
  Trash2,
} from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '../../ui/icon-button';
import { useStudio } from '../studio-context';
import { PictureMenu } from './picture-menu';

/** What can be done with the selected picture. */
export function PictureToolbar({ inDialog = false }: { inDialog?: boolean }) {
  const { actions, stage } = useStudio();
  const words = useTranslations('stage.toolbar');
  const leave = (act: () => void) => () => {
    act();
    stage.setFullSize(false);
  };
  return (
    <div role="toolbar" aria-label={words('picture')} className="-mx-2 flex shrink-0 items-center">
      {!inDialog && stage.pictures.length > 1 && (
        <IconButton
          label={stage.single ? words('grid') : words('one')}
          shortcut="switchView"
          onClick={() => stage.setSingle(!stage.single)}
        >
          {stage.single ? <Grid2x2 /> : <Square />}
        </IconButton>
      )}
      <IconButton
        label={words('reuseParameters')}
        shortcut="reuseParameters"
        disabled={actions.reuseParameters === null}
        onClick={leave(() => actions.reuseParameters?.())}
      >
        <SlidersHorizontal />
      </IconButton>
      <IconButton
        label={words('reuseSeed')}
        shortcut="reuseSeed"
        disabled={actions.reuseSeed === null}
        onClick={leave(() => actions.reuseSeed?.())}
      >
        <Recycle />
      </IconButton>
      <IconButton
        label={words('again')}
        shortcut="drawAgain"
        disabled={actions.drawAgain === null}
        onClick={leave(() => actions.drawAgain?.('next'))}
      >
        <Repeat />
      </IconButton>
      <IconButton label={words('compare')} shortcut="comparePicture" onClick={leave(actions.compare)}>
        <SquareSplitHorizontal />
      </IconButton>
      <IconButton label={words('copyParameters')} shortcut="copyParameters" onClick={actions.copyParameters}>
        <Copy />
      </IconButton>
      <IconButton label={words('download')} shortcut="download" onClick={actions.download}>
        <Download />
      </IconButton>
      {!inDialog && (
        <IconButton label={words('fullSize')} shortcut="fullSize" onClick={() => stage.setFullSize(true)}>
          <Maximize2 />
        </IconButton>
      )}
      <IconButton label={words('trash')} shortcut="moveToTrash" onClick={leave(actions.trash)}>
        <Trash2 />
      </IconButton>
      <PictureMenu onLeave={() => stage.setFullSize(false)} />
    </div>
  );
}
