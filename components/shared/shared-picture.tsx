'use client';
import { Download, SendHorizontal, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { SharedPicture as Picture } from '@/lib/gallery/share-view';
import { useTakeOver } from '../gallery/use-take-over';
import { momentWords } from '../place/time-words';
import { ToldParameters } from '../png-info/told-parameters';
import { useAlt } from '../studio/stage/use-alt';
import { Button, buttonClass } from '../ui/button';
import { CopyButton } from '../ui/copy-field';
import { IconButton } from '../ui/icon-button';
import { Viewer } from '../ui/viewer';

interface SharedPictureProps {
  share: string;
  userName: string;
  picture: Picture;
  onClose: () => void;
  onTurn: (by: 1 | -1) => void;
}

/** One picture of somebody else's, as large as it fits, with what it was made from. Arrow keys turn, Esc closes. */
export function SharedPicture({ share, userName, picture, onClose, onTurn }: SharedPictureProps) {
  const t = useTranslations('shared');
  const locale = useLocale();
  const altOf = useAlt();
  const takeOver = useTakeOver(userName);
  const address = `/api/shared/${share}/${picture.id}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') onTurn(-1);
    else if (event.key === 'ArrowRight') onTurn(1);
    else return;
    event.preventDefault();
  };
  return (
    <Viewer
      title={altOf(picture)}
      onEscape={onClose}
      onKeyDown={onKeyDown}
      className="overflow-y-auto wide:flex-row wide:overflow-hidden"
    >
      <div className="h-[64dvh] min-w-0 shrink-0 p-3 wide:h-auto wide:flex-1 wide:p-6">
        {/* biome-ignore lint/performance/noImgElement: our own server has the file in its final form */}
        <img src={address} alt={altOf(picture)} className="size-full object-contain" />
      </div>
      <aside
        aria-label={t('about')}
        className="grid shrink-0 content-start gap-5 border-t bg-panel p-4 wide:w-(--controls-width) wide:overflow-y-auto wide:border-t-0 wide:border-l"
      >
        <div className="flex items-center gap-1">
          <Button look="accent" className="flex-1" onClick={() => void takeOver(picture)}>
            <SendHorizontal />
            {t('use')}
          </Button>
          <CopyButton label={t('copy')} value={picture.infotext} />
          <a
            href={address}
            download
            aria-label={t('download')}
            title={t('download')}
            className={buttonClass('quiet', 'icon')}
          >
            <Download />
          </a>
          <IconButton label={t('close')} side="bottom" onClick={onClose}>
            <X />
          </IconButton>
        </div>
        <p className="text-small text-muted tabular-nums">
          {momentWords(picture.createdAt, locale)} · {picture.width} × {picture.height}
        </p>
        <ToldParameters infotext={picture.infotext} />
      </aside>
    </Viewer>
  );
}
