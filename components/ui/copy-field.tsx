'use client';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from './icon-button';

const SHOWN_MS = 1500;

/** Something to be taken elsewhere: a link, a secret, an example. */
export function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex items-center gap-1 rounded-control bg-raised pl-3">
      <code className="min-w-0 flex-1 overflow-x-auto py-1.5 font-mono text-small whitespace-nowrap">
        {value}
      </code>
      <CopyButton label={label} value={value} />
    </div>
  );
}

export function CopyButton({ label, value }: { label: string; value: string }) {
  const t = useTranslations('ui');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <IconButton label={copied ? t('copied') : label} onClick={() => void copy()}>
      {copied ? <Check className="text-accent-text" /> : <Copy />}
    </IconButton>
  );
}
