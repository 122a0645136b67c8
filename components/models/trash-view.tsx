'use client';
import { Trash2, Undo2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { folderOf } from '@/lib/files/file-entry';
import { formatBytes } from '@/lib/files/format-bytes';
import { daysLeft } from '../files/file-words';
import { Notice } from '../files/notice';
import { useTimes } from '../place/use-times';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { useRestoreModel } from './data/mutations';
import { useModelTrash } from './data/queries';
import { KIND_ICONS } from './kind-words';

/** Models that were thrown away, to be brought back; an admin sees the shared ones as well. */
export function TrashView({ admin }: { admin: boolean }) {
  const files = useTranslations('files');
  const times = useTimes();
  const acts = useTranslations('acts');
  const t = useTranslations('models');
  const own = useModelTrash('own', true);
  const shared = useModelTrash('shared', admin);
  const restore = useRestoreModel();
  const ready = own.data && (!admin || shared.data);
  const models = [...(own.data ?? []), ...(shared.data ?? [])].sort((a, b) =>
    a.deletedAt < b.deletedAt ? 1 : -1,
  );
  const problem = own.error ?? shared.error ?? restore.error;
  return (
    <section aria-label={t('trash.title')} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 items-baseline gap-3 px-4 py-3 wide:px-6">
        <h2 className="text-large font-semibold">{t('trash.title')}</h2>
        <p className="text-muted">{t('trash.keeps')}</p>
      </header>
      {problem && <Notice>{problem.message}</Notice>}
      <ul aria-label={t('trash.things')} className="min-h-0 flex-1 overflow-y-auto px-2 pb-4 wide:px-4">
        {!ready && !problem && (
          <li>
            <Skeleton className="h-12" />
          </li>
        )}
        {ready && models.length === 0 && (
          <li>
            <EmptyState icon={Trash2} title={t('trash.empty')} className="min-h-80 place-content-center" />
          </li>
        )}
        {models.map((model) => {
          const Icon = KIND_ICONS[model.kind];
          return (
            <li key={model.id} className="flex items-center gap-3 rounded-control px-2 py-1 hover:bg-hover">
              <Icon aria-hidden strokeWidth={1.5} className="size-5 shrink-0 text-faint" />
              <div className="min-w-0 flex-1">
                <p className="truncate">{model.name}</p>
                <p className="truncate text-small text-faint">
                  {t(`kinds.${model.kind}.one`)} · {model.isOwn ? '' : `${t('whose.shared')} · `}
                  {t.rich('trash.from', {
                    folder: folderOf(model.originalPath),
                    gone: files('trash.goneIn', { days: daysLeft(model.deletedAt) }),
                    place: (text) => <span className="hidden wide:inline">{text}</span>,
                  })}
                </p>
              </div>
              <span className="hidden w-36 text-muted wide:block">{times.recent(model.deletedAt)}</span>
              <span className="hidden w-20 text-right text-muted wide:block">{formatBytes(model.bytes)}</span>
              <Button
                aria-label={t('trash.restore', { name: model.name })}
                disabled={restore.isPending}
                onClick={() =>
                  restore.mutate(model, {
                    onSuccess: () => void toast(t('trash.isBack', { name: model.name })),
                  })
                }
              >
                <Undo2 />
                <span className="hidden wide:inline">{acts('restore')}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
