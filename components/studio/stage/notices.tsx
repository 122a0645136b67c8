'use client';
import { Info } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { JobView } from '@/lib/jobs/types';

/** What was left out of a job's pictures. One sentence is shown; more of them wait behind it. */
export function Notices({ job }: { job: JobView }) {
  const words = useTranslations('stage');
  const [first, ...others] = job.warnings;
  if (!first) return null;
  return (
    <div
      role="status"
      className="flex shrink-0 items-start gap-2 border-t bg-panel px-4 py-1.5 text-small text-muted"
    >
      <Info aria-hidden className="mt-0.5 size-3.5 shrink-0 text-accent" />
      {others.length === 0 ? (
        <p className="min-w-0 break-words">{first}</p>
      ) : (
        <details className="min-w-0 flex-1">
          <summary className="cursor-pointer break-words">
            {first} <span className="text-faint">{words('more', { count: others.length })}</span>
          </summary>
          <ul className="mt-1 max-h-32 space-y-0.5 overflow-y-auto">
            {others.map((text) => (
              <li key={text} className="break-words">
                {text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
