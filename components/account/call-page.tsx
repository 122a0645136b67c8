'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { Panel } from '../place/panel';
import { PlaceHead } from '../place/place-head';
import { classNames } from '../ui/class-names';
import { CopyButton, CopyField } from '../ui/copy-field';
import { callExamples } from './call-examples';

/** Where and how programs call the service. `api` false: the installation answers no programs. */
export function CallPage({ api }: { api: boolean }) {
  const [origin, setOrigin] = useState('');
  const [shown, show] = useState('curl');
  // The address people reach it under is the one programs use; only the browser knows it.
  useEffect(() => setOrigin(window.location.origin), []);
  const examples = callExamples(origin);
  const example = examples.find(({ id }) => id === shown)!;
  return (
    <>
      <PlaceHead
        title="Call the service"
        note="Programs that speak the Stable Diffusion WebUI API work unmodified."
      />
      {!api && (
        <p role="status" className="mb-4 rounded-control bg-danger-soft px-3 py-2 text-danger">
          The API is switched off in this installation (--no-api), so programs are not answered.
        </p>
      )}
      <Panel title="Address">
        <CopyField label="Copy the address" value={origin} />
      </Panel>
      <Panel
        title="Token"
        note={
          <>
            Each call carries one: <code className="font-mono">Authorization: Bearer &lt;token&gt;</code>, or
            the token alone. It is shown only when it is made, so keep it in an environment variable.
          </>
        }
        action={
          <Link href="/account/tokens" className="font-medium text-accent-text hover:underline">
            Your tokens
          </Link>
        }
      >
        <CopyField label="Copy the line" value="export ATELIER_TOKEN=atl_…" />
      </Panel>
      <Panel title="Example" note="Makes a picture and saves it as cat.png.">
        <div className="mb-2 flex justify-between">
          <div role="tablist" aria-label="Language" className="flex gap-1">
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
          <CopyButton label="Copy the example" value={example.code} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <pre tabIndex={0} className="overflow-x-auto rounded-control bg-raised p-4 font-mono text-small">
          {example.code}
        </pre>
      </Panel>
    </>
  );
}
