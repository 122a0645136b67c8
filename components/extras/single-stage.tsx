'use client';
import { Download, Image, Images, ImageUp, SquareSplitHorizontal, X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ExtrasSettings } from '@/lib/extras/extras-settings';
import { ChoosePictures } from '../canvas/choose-pictures';
import { Compare, type ComparedPicture } from '../compare/compare';
import { CompareDialog } from '../compare/lazy-compare-dialog';
import { useZoom } from '../compare/use-zoom';
import { downloadPictures } from '../studio/actions/download';
import { sendPicture } from '../studio/hand-over';
import { buttonClass } from '../ui/button';
import { Failure } from '../ui/failure';
import { IconButton } from '../ui/icon-button';
import type { ExtrasItem, MadePicture } from './extras-item';
import { ResultSize } from './result-size';

interface SingleStageProps {
  item: ExtrasItem;
  settings: ExtrasSettings;
  onFiles: (files: File[]) => void;
  onRemove: () => void;
}

/** One picture; once it is enlarged, before and after over each other. */
export function SingleStage({ item, settings, onFiles, onRemove }: SingleStageProps) {
  const words = useTranslations('extras');
  const zoom = useZoom();
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [large, setLarge] = useState(false);
  const { made } = item;
  const pair = made && comparedOf(item, made, { before: words('before'), after: words('after') });
  return (
    <div className="flex size-full min-h-0 flex-col">
      <div className="relative min-h-0 flex-1 bg-stage p-3 wide:p-6">
        {pair ? (
          <Compare
            left={pair[0]}
            right={pair[1]}
            mode="slider"
            zoom={zoom}
            className="overflow-hidden rounded-small"
          />
        ) : (
          // biome-ignore lint/performance/noImgElement: it is in this browser already, or is the file itself
          <img
            key={item.key}
            src={item.address}
            alt={item.name}
            onLoad={({ currentTarget }) =>
              setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
            }
            className="size-full object-contain"
          />
        )}
        {item.state === 'working' && (
          <p
            role="status"
            className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full bg-popover/85 px-3 py-1 text-small"
          >
            {words('working')}
          </p>
        )}
      </div>
      <Failure error={item.error ? { message: item.error } : null} />
      <div className="flex min-h-16 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-t bg-panel px-4 py-2">
        <div className="min-w-0 flex-1 basis-40">
          <p className="truncate" title={item.name}>
            {'file' in item.source || 'path' in item.source ? item.name : words('picture')}
          </p>
          <p className="truncate text-small text-muted tabular-nums">
            {made ? `${made.width} × ${made.height}` : size && <ResultSize size={size} settings={settings} />}
          </p>
        </div>
        <div role="toolbar" aria-label={words('picture')} className="-mx-2 flex items-center">
          {made && <MadeActs made={made} onCompare={() => setLarge(true)} />}
          <ChoosePictures onFiles={onFiles} size="icon" aria-label={words('another')}>
            <ImageUp />
          </ChoosePictures>
          <IconButton label={words('remove')} onClick={onRemove}>
            <X />
          </IconButton>
        </div>
      </div>
      {large && pair && <CompareDialog pictures={pair} onClose={() => setLarge(false)} />}
    </div>
  );
}

function MadeActs({ made, onCompare }: { made: MadePicture; onCompare: () => void }) {
  const words = useTranslations('extras');
  const router = useRouter();
  const send = async () => router.push(await sendPicture({ to: 'img2img', pictureId: made.id }));
  return (
    <>
      <IconButton label={words('compare')} onClick={onCompare}>
        <SquareSplitHorizontal />
      </IconButton>
      <IconButton label={words('download')} onClick={() => downloadPictures([made])}>
        <Download />
      </IconButton>
      <IconButton label={words('sendToImg2img')} onClick={() => void send()}>
        <Image />
      </IconButton>
      <Link
        href="/gallery?kind=extras"
        aria-label={words('openGallery')}
        title={words('openGallery')}
        className={buttonClass('quiet', 'icon')}
      >
        <Images />
      </Link>
    </>
  );
}

/** Both in the proportions of what was made, so that they lie over each other. */
export function comparedOf(
  item: ExtrasItem,
  made: MadePicture,
  labels: { before: string; after: string },
): readonly [ComparedPicture, ComparedPicture] {
  const { width, height } = made;
  return [
    { src: item.address, width, height, label: labels.before, alt: `${labels.before}: ${item.name}` },
    {
      src: `/api/pictures/${made.id}/file`,
      width,
      height,
      label: `${labels.after} · ${width} × ${height}`,
      alt: `${labels.after}: ${item.name}`,
    },
  ];
}
