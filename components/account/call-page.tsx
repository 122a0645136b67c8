'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Panel } from '../place/panel';
import { PlaceHead } from '../place/place-head';
import { classNames } from '../ui/class-names';
import { CopyButton, CopyField } from '../ui/copy-field';
import { callExamples } from './call-examples';

/** Where and how programs call the service. `api` false: the installation answers no programs. */
export function CallPage({ api }: { api: boolean }) {
  const t = useTranslations('account');
  const [origin, setOrigin] = useState('');
  const [shown, show] = useState('curl');
  // The address people reach it under is the one programs use; only the browser knows it.
  useEffect(() => setOrigin(window.location.origin), []);
  const examples = callExamples(origin);
  const example = examples.find(({ id }) => id === shown)!;
  return (
    <>
      <PlaceHead title={t('call.title')} note={t('call.note')} />
      {!api && (
        <p role="status" className="mb-4 rounded-control bg-danger-soft px-3 py-2 text-danger">
          {t('call.off')}
        </p>
      )}
      <Panel title={t('call.address')}>
        <CopyField label={t('call.copyAddress')} value={origin} />
      </Panel>
      <Panel
        title={t('call.token')}
        note={t.rich('call.tokenNote', { code: (text) => <code className="font-mono">{text}</code> })}
        action={
          <Link href="/account/tokens" className="font-medium text-accent-text hover:underline">
            {t('call.yourTokens')}
          </Link>
        }
      >
        <CopyField label={t('call.copyLine')} value="export ATELIER_TOKEN=atl_…" />
      </Panel>
      <Panel title={t('call.example')} note={t('call.exampleNote')}>
        <div className="mb-2 flex justify-between">
          <div role="tablist" aria-label={t('call.language')} className="flex gap-1">
            {examples.map(({ id, label }) => (
              <button
                key={id}
                type="button"
                role="tab"
                aria-selected={id === shown}
                onClick={() => show(id)}
                className={classNames(
                  'control-height rounded-control px-3 font-medium transition-colors quick',
                  id === shown ? 'bg-raised text-text' : 'text-muted hover:bg-hover',
                )}
              >
                {label}
              </button>
            ))}
          </div>
          <CopyButton label={t('call.copyExample')} value={example.code} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <pre tabIndex={0} className="overflow-x-auto rounded-control bg-raised p-4 font-mono text-small">
          {example.code}
        </pre>
      </Panel>
    </>
  );
}
