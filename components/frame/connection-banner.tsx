'use client';
import { CloudOff } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { datesOf } from '../place/time-words';
import type { Connection } from '../studio/data/use-studio-events';
import { toast } from '../ui/toast';

interface ConnectionBannerProps {
  connection: Connection;
  onTryNow: () => void;
}

/** Says since when the server can't be reached and when the next try is, that nothing typed is lost, and when it is back. */
export function ConnectionBanner({ connection, onTryNow }: ConnectionBannerProps) {
  useSayBack(connection.state);
  if (connection.state === 'open') return null;
  return (
    <div
      role="status"
      className="appear flex shrink-0 items-center justify-center gap-2 bg-accent-soft px-4 py-1.5 text-small text-accent-text"
    >
      <CloudOff aria-hidden className="size-4 shrink-0" />
      {connection.state === 'lost' ? <Lost {...connection} onTryNow={onTryNow} /> : <SignedOut />}
    </div>
  );
}

function useSayBack(state: Connection['state']): void {
  const t = useTranslations('frame.connection');
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'lost' && state === 'open') toast(t('back'));
    before.current = state;
  }, [state, t]);
}

interface LostProps {
  since: number;
  retryAt: number | null;
  onTryNow: () => void;
}

function Lost({ since, retryAt, onTryNow }: LostProps) {
  const t = useTranslations('frame.connection');
  const locale = useLocale();
  const seconds = useSecondsUntil(retryAt);
  const time = new Date(since).toLocaleTimeString(datesOf(locale), { hour: '2-digit', minute: '2-digit' });
  return (
    <span>
      {t('lost', { time })} {/* Read out once, not with each second. */}
      <span aria-hidden className="tabular-nums">
        {seconds === null ? t('trying') : t('retryIn', { seconds })}
      </span>{' '}
      <button type="button" onClick={onTryNow} className="font-semibold underline">
        {t('tryNow')}
      </button>
    </span>
  );
}

/** Counts down by the second; null when there is nothing to wait for. */
function useSecondsUntil(moment: number | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (moment === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [moment]);
  return moment === null ? null : Math.max(1, Math.ceil((moment - now) / 1_000));
}

function SignedOut() {
  const t = useTranslations('frame.connection');
  const path = usePathname();
  return (
    <span>
      {t('signedOut')}{' '}
      <a href={`/sign-in?next=${encodeURIComponent(path)}`} className="font-semibold underline">
        {t('signIn')}
      </a>
    </span>
  );
}
