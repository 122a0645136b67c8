'use client';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import { MyUsage } from './my-usage';
import { UsageReport } from './usage-report';

interface UsagePageProps {
  /** Whose usage this person may look at besides their own. */
  teams: boolean;
  all: boolean;
}

type View = 'me' | 'team' | 'all';

/** `/usage`, `/usage?of=team`, `/usage?of=all`. */
export function UsagePage({ teams, all }: UsagePageProps) {
  const t = useTranslations('usage');
  const asked = useSearchParams().get('of');
  const views: View[] = ['me', ...(teams ? ['team' as const] : []), ...(all ? ['all' as const] : [])];
  const shown = views.find((view) => view === asked) ?? 'me';
  return (
    <main className="min-h-0 flex-1 overflow-y-auto bg-stage">
      <div className="mx-auto max-w-240 px-4 py-6 wide:px-6 wide:py-12">
        <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h1 className="text-title font-semibold">{t(`${shown}.title`)}</h1>
            <p className="mt-1 text-muted">{t('notes', { note: t(`${shown}.note`) })}</p>
          </div>
          {views.length > 1 && (
            <nav aria-label={t('whose')} className="flex gap-1 rounded-control bg-panel p-1">
              {views.map((view) => (
                <Link
                  key={view}
                  href={view === 'me' ? '/usage' : `/usage?of=${view}`}
                  aria-current={view === shown ? 'page' : undefined}
                  className={classNames(
                    'control-height flex items-center rounded-small px-4 font-medium transition-colors quick',
                    view === shown ? 'bg-hover text-text' : 'text-muted hover:text-text',
                  )}
                >
                  {t(`${view}.label`)}
                </Link>
              ))}
            </nav>
          )}
        </div>
        {shown === 'me' ? <MyUsage /> : <UsageReport key={shown} of={shown} />}
      </div>
    </main>
  );
}
