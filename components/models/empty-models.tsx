import { PackageOpen, SearchX } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';

interface EmptyModelsProps {
  /** Something is looked for, and there is nothing like it. */
  filtered: boolean;
  onUpload: () => void;
  onShowAll: () => void;
}

export function EmptyModels({ filtered, onUpload, onShowAll }: EmptyModelsProps) {
  const t = useTranslations('models');
  const Icon = filtered ? SearchX : PackageOpen;
  return (
    <div className="appear grid min-h-80 flex-1 place-content-center justify-items-center gap-3 px-6 text-center">
      <Icon aria-hidden strokeWidth={1} className="size-12 text-faint" />
      <div>
        <p className="text-large font-semibold">{filtered ? t('empty.noneLike') : t('empty.none')}</p>
        <p className="mt-1 max-w-100 text-muted">{filtered ? t('empty.searchLess') : t('empty.drop')}</p>
      </div>
      {filtered ? (
        <Button look="outlined" onClick={onShowAll}>
          {t('empty.showAll')}
        </Button>
      ) : (
        <Button look="outlined" onClick={onUpload}>
          {t('empty.choose')}
        </Button>
      )}
    </div>
  );
}
