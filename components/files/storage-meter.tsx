'use client';
import { formatBytes } from '@/lib/files/format-bytes';
import { classNames } from '../ui/class-names';
import { useStorage } from './data/queries';

/** How much of what one may store is taken. */
export function StorageMeter() {
  const { data } = useStorage();
  if (!data) return <div className="hidden h-14 wide:mt-auto wide:block" />;
  const { used, reserved, quota, trashed } = data;
  const part = quota ? Math.min(1, (used + reserved) / quota) : 0;
  return (
    <section aria-label="Storage" className="hidden px-2 py-1 text-small text-muted wide:mt-auto wide:block">
      {quota !== null && (
        <div className="mb-2 h-1 overflow-hidden rounded-full bg-line">
          <div
            className={classNames('h-full rounded-full', part > 0.9 ? 'bg-danger' : 'bg-accent')}
            style={{ width: `${part * 100}%` }}
          />
        </div>
      )}
      <p>
        <span className="font-medium text-text">{formatBytes(used + reserved)}</span>
        {quota === null ? ' stored' : ` of ${formatBytes(quota)}`}
      </p>
      {trashed > 0 && <p className="text-faint">{formatBytes(trashed)} of it in the trash</p>}
    </section>
  );
}
