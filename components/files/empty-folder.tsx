import { FolderOpen } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';

export function EmptyFolder({ onUpload }: { onUpload: () => void }) {
  const t = useTranslations('files');
  return (
    <EmptyState
      icon={FolderOpen}
      title={t('empty.title')}
      note={t('empty.note')}
      className="min-h-80 place-content-center"
    >
      <Button look="outlined" onClick={onUpload}>
        {t('empty.choose')}
      </Button>
    </EmptyState>
  );
}
