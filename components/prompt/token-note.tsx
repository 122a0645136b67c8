'use client';
import { useTranslations } from 'use-intl';
import { useTokenCount } from './use-token-count';

const CHUNK = 75;

/** `12/75`: how much of the text encoder's chunks a prompt fills. */
export function TokenNote({ text, steps }: { text: string; steps: number }) {
  const words = useTranslations('prompt');
  const tokens = useTokenCount(text, steps);
  if (!tokens) return <span className="text-small text-faint">–/{CHUNK}</span>;
  const { count, chunks } = tokens;
  return (
    <span title={words('tokens', { count, chunks })} className="text-small whitespace-nowrap text-faint">
      {count}/{chunks * CHUNK}
    </span>
  );
}
