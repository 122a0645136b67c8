import { Images, SearchX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '../ui/button';
import { EmptyState } from '../ui/empty-state';

/** Nothing made yet, or nothing that is looked for. */
export function GalleryEmpty({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const t = useTranslations('gallery');
  return (
    <EmptyState
      icon={narrowed ? SearchX : Images}
      title={narrowed ? t('empty.noneFits') : t('empty.none')}
      note={narrowed ? t('empty.fewer') : t('empty.kept')}
      className="flex-1 place-content-center p-6"
    >
      {narrowed ? (
        <Button look="outlined" onClick={onClear}>
          {t('empty.showAll')}
        </Button>
      ) : (
        <Link href="/txt2img" className={buttonClass('outlined')}>
          {t('empty.make')}
        </Link>
      )}
    </EmptyState>
  );
}
