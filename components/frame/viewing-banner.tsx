'use client';
import { Eye } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { studioFetch } from '../studio/data/studio-fetch';

/** Stands over everything while an admin looks at the studio as somebody else. */
export function ViewingBanner({ name }: { name: string }) {
  const t = useTranslations('frame');
  const leave = async () => {
    await studioFetch('/api/view-as', { method: 'DELETE' }).catch(() => undefined);
    window.location.assign('/admin/people');
  };
  return (
    <div
      role="status"
      className="flex shrink-0 items-center justify-center gap-3 bg-accent px-4 py-1 text-on-accent"
    >
      <Eye aria-hidden className="size-4 shrink-0" />
      <span>
        {t.rich('viewing', {
          name,
          strong: (words) => <strong className="font-semibold">{words}</strong>,
        })}
      </span>
      <button type="button" onClick={() => void leave()} className="font-semibold underline">
        {t('leave')}
      </button>
    </div>
  );
}
