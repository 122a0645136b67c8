'use client';
import { Copy, Download, Maximize2, Recycle, SlidersHorizontal } from 'lucide-react';
import { IconButton } from '../../ui/icon-button';
import { useStudio } from '../studio-context';

/** What can be done with the selected picture. */
export function PictureToolbar({ inDialog = false }: { inDialog?: boolean }) {
  const { actions, stage } = useStudio();
  const leave = (act: () => void) => () => {
    act();
    stage.setFullSize(false);
  };
  return (
    <div role="toolbar" aria-label="Picture" className="-mx-2 flex shrink-0 items-center">
      <IconButton
        label="Reuse parameters"
        shortcut="reuseParameters"
        onClick={leave(actions.reuseParameters)}
      >
        <SlidersHorizontal />
      </IconButton>
      <IconButton label="Reuse seed" shortcut="reuseSeed" onClick={leave(actions.reuseSeed)}>
        <Recycle />
      </IconButton>
      <IconButton label="Copy parameters" shortcut="copyParameters" onClick={actions.copyParameters}>
        <Copy />
      </IconButton>
      <IconButton label="Download" shortcut="download" onClick={actions.download}>
        <Download />
      </IconButton>
      {!inDialog && (
        <IconButton label="Full size" shortcut="fullSize" onClick={() => stage.setFullSize(true)}>
          <Maximize2 />
        </IconButton>
      )}
    </div>
  );
}
