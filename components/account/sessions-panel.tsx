'use client';
import { useQuery } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { SessionView } from '@/lib/auth/sessions';
import { useAct } from '../admin/use-act';
import { Panel } from '../place/panel';
import { useTimes } from '../place/use-times';
import { studioFetch } from '../studio/data/studio-fetch';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { sessionsKey } from './account-keys';
import { browserWords, isPhone } from './browser-words';

export function SessionsPanel() {
  const times = useTimes();
  const t = useTranslations('account');
  const { data: sessions, error } = useQuery({
    queryKey: sessionsKey,
    queryFn: () => studioFetch<SessionView[]>('/api/account/sessions'),
  });
  const end = useAct(sessionsKey);
  const others = sessions?.filter(({ current }) => !current).length ?? 0;
  return (
    <Panel
      title={t('sessions.title')}
      action={
        others > 0 && (
          <Button
            look="outlined"
            onClick={() => end.mutate({ method: 'DELETE', path: '/api/account/sessions' })}
          >
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      <Failure error={error ?? end.error} />
      {!sessions && !error && <Skeleton className="h-24" />}
      <ul>
        {sessions?.map((session) => {
          const Icon = isPhone(session.userAgent) ? Smartphone : Monitor;
          return (
            <li key={session.id} className="flex items-center gap-3 border-t py-2 first:border-0">
              <Icon aria-hidden className="size-5 shrink-0 text-faint" />
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{browserWords(session.userAgent, t)}</p>
                <p className="truncate text-small text-faint">
                  {session.address} ·{' '}
                  {session.current
                    ? t('sessions.inUse')
                    : t('lastUsed', { ago: times.ago(session.lastSeenAt) })}
                </p>
              </div>
              {session.current ? (
                <Badge look="accent">{t('sessions.this')}</Badge>
              ) : (
                <Button
                  onClick={() =>
                    end.mutate({ method: 'DELETE', path: `/api/account/sessions/${session.id}` })
                  }
                >
                  {t('sessions.end')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
