import { Images, SearchX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '../ui/button';

/** Nothing made yet, or nothing that is looked for. */
export function GalleryEmpty({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const t = useTranslations('gallery');
  const Icon = narrowed ? SearchX : Images;
  return (
    <div className="appear grid flex-1 place-content-center justify-items-center gap-3 p-6 text-center">
      <Icon aria-hidden strokeWidth={1} className="size-12 text-faint" />
      <div>
        <p className="text-large font-semibold">{narrowed ? t('empty.noneFits') : t('empty.none')}</p>
        <p className="mt-1 max-w-80 text-muted">{narrowed ? t('empty.fewer') : t('empty.kept')}</p>
      </div>
      {narrowed ? (
        <Button look="outlined" onClick={onClear}>
          {t('empty.showAll')}
        </Button>
      ) : (
        <Link href="/txt2img" className={buttonClass('outlined')}>
          {t('empty.make')}
        </Link>
      )}
    </div>
  );
}
