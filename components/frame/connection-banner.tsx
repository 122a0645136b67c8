'use client';
import { CloudOff } from 'lucide-react';
import { usePathname } from 'next/navigation';
import type { Connection } from '../studio/data/use-studio-events';

/** Says when the server can't be reached, and that nothing typed is lost. */
export function ConnectionBanner({ connection }: { connection: Connection }) {
  const path = usePathname();
  if (connection === 'open') return null;
  return (
    <div
      role="status"
      className="appear flex shrink-0 items-center justify-center gap-2 bg-accent-soft px-4 py-1.5 text-small text-accent-text"
    >
      <CloudOff aria-hidden className="size-4 shrink-0" />
      {connection === 'lost' ? (
        'The server can’t be reached. Trying again; what you typed is kept.'
      ) : (
        <span>
          You were signed out. What you typed is kept.{' '}
          <a href={`/sign-in?next=${encodeURIComponent(path)}`} className="font-semibold underline">
            Sign in again
          </a>
        </span>
      )}
    </div>
  );
}
