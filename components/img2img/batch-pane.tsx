'use client';
import { Images, ImageUp, Trash2, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { ChoosePictures } from '../canvas/choose-pictures';
import { TakePictures } from '../canvas/take-pictures';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { IconButton } from '../ui/icon-button';
import type { BatchPicture } from './batch';
import { useImg2img } from './img2img-context';

/** Several pictures, each drawn anew with the same settings. */
export function BatchPane() {
  const { batch, addToBatch, clearBatch, refuse } = useImg2img();
  const words = useTranslations('img2img.batch');
  const choose = (
    <ChoosePictures look="outlined" several onFiles={addToBatch}>
      <ImageUp />
      {words('choose')}
    </ChoosePictures>
  );
  return (
    <TakePictures
      label={words('title')}
      onFiles={addToBatch}
      onRefused={refuse}
      takesPaste
      className="flex flex-1 flex-col bg-stage"
    >
      {batch.length === 0 ? (
        <EmptyState
          icon={Images}
          title={words('title')}
          note={words('note')}
          className="flex-1 place-content-center p-4"
        >
          {choose}
        </EmptyState>
      ) : (
        <>
          <ul className="grid min-h-0 flex-1 grid-cols-[repeat(auto-fill,minmax(140px,1fr))] content-start gap-3 overflow-y-auto p-4">
            {batch.map((picture) => (
              <Waiting key={picture.id} picture={picture} />
            ))}
          </ul>
          <div className="flex min-h-12 shrink-0 items-center gap-2 border-t bg-panel px-3">
            <p className="text-muted tabular-nums">{words('files', { count: batch.length })}</p>
            <div className="ml-auto flex gap-2">
              {choose}
              <Button onClick={clearBatch}>
                <Trash2 />
                {words('clear')}
              </Button>
            </div>
          </div>
        </>
      )}
    </TakePictures>
  );
}

function Waiting({ picture }: { picture: BatchPicture }) {
  const { removeFromBatch } = useImg2img();
  const words = useTranslations('img2img.batch');
  const { id, file, address, width, height, state, problem } = picture;
  return (
    <li className="relative rounded-card bg-panel p-2">
      {/* biome-ignore lint/performance/noImgElement: it is in this browser already */}
      <img
        src={address}
        alt={file.name}
        className="aspect-square w-full rounded-small bg-raised object-contain"
      />
      <p className="mt-1 truncate text-small" title={file.name}>
        {file.name}
      </p>
      <p className="text-small text-muted tabular-nums">
        {width} × {height} · {words(state)}
      </p>
      {problem && <p className="text-small text-danger">{problem}</p>}
      <IconButton
        label={words('remove', { name: file.name })}
        onClick={() => removeFromBatch(id)}
        className="absolute top-2 right-2 bg-popover"
      >
        <X />
      </IconButton>
    </li>
  );
}
