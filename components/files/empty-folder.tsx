import { FolderOpen } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';

export function EmptyFolder({ onUpload }: { onUpload: () => void }) {
  const t = useTranslations('files');
  return (
    <div className="appear grid min-h-80 place-content-center justify-items-center gap-3 text-center">
      <FolderOpen aria-hidden strokeWidth={1} className="size-12 text-faint" />
      <div>
        <p className="text-large font-semibold">{t('empty.title')}</p>
        <p className="mt-1 text-muted">{t('empty.note')}</p>
      </div>
      <Button look="outlined" onClick={onUpload}>
        {t('empty.choose')}
      </Button>
    </div>
  );
}
