import { PackageOpen, SearchX } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';

interface EmptyModelsProps {
  /** Something is looked for, and there is nothing like it. */
  filtered: boolean;
  onUpload: () => void;
  onShowAll: () => void;
}

export function EmptyModels({ filtered, onUpload, onShowAll }: EmptyModelsProps) {
  const t = useTranslations('models');
  return (
    <EmptyState
      icon={filtered ? SearchX : PackageOpen}
      title={filtered ? t('empty.noneLike') : t('empty.none')}
      note={filtered ? t('empty.searchLess') : t('empty.drop')}
      className="min-h-80 flex-1 place-content-center px-6"
    >
      <Button look="outlined" onClick={filtered ? onShowAll : onUpload}>
        {filtered ? t('empty.showAll') : t('empty.choose')}
      </Button>
    </EmptyState>
  );
}
