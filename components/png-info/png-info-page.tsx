'use client';
import { ImageUp, SendHorizontal, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatBytes } from '@/lib/files/format-bytes';
import { useCheckpoints } from '../studio/data/queries';
import { changeForm } from '../studio/form/form-storage';
import { takenWords } from '../studio/form/taken-words';
import { valuesOfInfotext } from '../studio/form/values-of-infotext';
import { PictureFrame } from '../studio/stage/picture-frame';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-field';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { IconButton } from '../ui/icon-button';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { DropPicture } from './drop-picture';
import { ToldParameters } from './told-parameters';
import { useTold } from './use-told';

/** PNG Info: a picture from any tool, and what it says of how it was made. */
export function PngInfoPage({ userName }: { userName: string }) {
  const ui = useTranslations('ui');
  const t = useTranslations('pngInfo');
  const { picture, told, error, isPending, look, clear } = useTold();
  const [refused, setRefused] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const take = (file: File) => {
    setRefused(null);
    look(file);
  };
  const refuse = (why: string) => {
    clear();
    setRefused(why);
  };
  const choose = (
    <Button look="outlined" onClick={() => chooser.current?.click()}>
      <ImageUp />
      {picture ? t('another') : t('choose')}
    </Button>
  );
  return (
    <main className="flex min-h-0 flex-1 flex-col overflow-y-auto wide:flex-row wide:overflow-hidden">
      <h1 className="sr-only">{t('title')}</h1>
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        aria-label={t('picture')}
        className="hidden"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) take(file);
          target.value = '';
        }}
      />
      <DropPicture onPicture={take} onRefused={refuse}>
        {picture && told ? (
          <div className="size-full min-h-60">
            <PictureFrame width={told.width} height={told.height}>
              {/* biome-ignore lint/performance/noImgElement: it is in this browser already */}
              <img
                src={picture.address}
                alt={picture.file.name}
                className="appear size-full object-contain"
              />
            </PictureFrame>
          </div>
        ) : isPending ? (
          <Skeleton className="aspect-square h-full max-h-100" />
        ) : (
          <div className="grid justify-items-center gap-6">
            <EmptyState icon={ImageUp} title={t('empty.title')} note={t('empty.note')}>
              {choose}
            </EmptyState>
            <Failure error={refused === null ? error : { message: refused }} />
          </div>
        )}
      </DropPicture>
      {picture && told && (
        <aside
          aria-label={t('says')}
          className="flex shrink-0 flex-col gap-4 border-t bg-panel p-4 wide:w-(--controls-width) wide:overflow-y-auto wide:border-t-0 wide:border-l"
        >
          <div className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <p className="text-large font-semibold break-words">{picture.file.name}</p>
              <p className="text-small text-muted tabular-nums">
                {told.format.toUpperCase()} · {told.width} × {told.height} · {formatBytes(picture.file.size)}
              </p>
            </div>
            <IconButton label={ui('close')} side="bottom" onClick={clear} className="-mt-1 -mr-2">
              <X />
            </IconButton>
          </div>
          {told.infotext ? (
            <>
              <SendButtons userName={userName} infotext={told.infotext} />
              <ToldParameters infotext={told.infotext} />
            </>
          ) : (
            <p className="text-muted">{t('silent')}</p>
          )}
          <OtherTexts texts={told.texts} />
          <div className="mt-auto">{choose}</div>
        </aside>
      )}
    </main>
  );
}

function SendButtons({ userName, infotext }: { userName: string; infotext: string }) {
  const t = useTranslations('pngInfo');
  const formWords = useTranslations('form');
  const router = useRouter();
  const { data: checkpoints = [] } = useCheckpoints();
  const send = () => {
    changeForm('txt2img', userName, (values) => ({ ...values, ...valuesOfInfotext(infotext, checkpoints) }));
    toast(takenWords(infotext, formWords));
    router.push('/txt2img');
  };
  return (
    <div className="flex items-center gap-1">
      <Button look="accent" onClick={send}>
        <SendHorizontal />
        {t('send')}
      </Button>
      <CopyButton label={t('copyAll')} value={infotext} />
    </div>
  );
}

/** What else stands in the file, as other tools wrote it. */
function OtherTexts({ texts }: { texts: Readonly<Record<string, string>> }) {
  const t = useTranslations('pngInfo');
  const entries = Object.entries(texts);
  if (entries.length === 0) return null;
  return (
    <details className="group">
      <summary className="cursor-pointer text-small text-muted hover:text-text">{t('otherTexts')}</summary>
      <dl className="mt-2 grid gap-2">
        {entries.map(([keyword, text]) => (
          <div key={keyword}>
            <dt className="text-small text-faint">{keyword}</dt>
            <dd className="rounded-control bg-raised px-3 py-2 text-small break-words whitespace-pre-wrap select-text">
              {text}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
