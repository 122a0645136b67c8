'use client';
import { useTranslations } from 'use-intl';
import { formatBytes } from '@/lib/files/format-bytes';
import { classNames } from '../ui/class-names';
import { useStorage } from './data/queries';

/** How much of what one may store is taken. */
export function StorageMeter() {
  const t = useTranslations('files');
  const { data } = useStorage();
  if (!data) return <div className="h-4 wide:mt-auto wide:h-14" />;
  const { used, reserved, quota, trashed } = data;
  const part = quota ? Math.min(1, (used + reserved) / quota) : 0;
  return (
    <section
      aria-label={t('storage.title')}
      className="flex flex-wrap items-center gap-x-3 px-2 text-small text-muted wide:mt-auto wide:block wide:py-1"
    >
      {quota !== null && (
        <div className="h-1 w-24 overflow-hidden rounded-full bg-line wide:mb-2 wide:w-full">
          <div
            className={classNames('h-full rounded-full', part > 0.9 ? 'bg-danger' : 'bg-accent')}
            style={{ width: `${part * 100}%` }}
          />
        </div>
      )}
      <p>
        {t.rich(quota === null ? 'storage.stored' : 'storage.of', {
          bytes: formatBytes(used + reserved),
          quota: quota === null ? '' : formatBytes(quota),
          strong: (text) => <span className="font-medium text-text">{text}</span>,
        })}
      </p>
      {trashed > 0 && <p className="text-faint">{t('storage.trashed', { bytes: formatBytes(trashed) })}</p>}
    </section>
  );
}
