import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CopyButton } from '@/components/ui/copy-field';
import type { ModelKind, ModelView } from '@/lib/catalog/model-view';
import { formatBytes } from '@/lib/files/format-bytes';
import { useTimes } from '../../place/use-times';

interface ModelFactsProps {
  model: ModelView;
  /** Of each kind, as people say where its files lie. */
  folders: Readonly<Record<ModelKind, string>>;
}

/** What a model’s file is and where it lies. */
export function ModelFacts({ model, folders }: ModelFactsProps) {
  const times = useTimes();
  const t = useTranslations('models');
  const parts = model.path.split('/').slice(0, -1);
  // Some VAEs lie beside the checkpoints they belong to.
  const folder = model.kind === 'vae' && model.name.endsWith('.vae') ? [] : [folders[model.kind]];
  return (
    <section aria-label={t('facts.file')} className="grid gap-1">
      <h3 className="flex h-6 items-center text-small text-faint">{t('facts.file')}</h3>
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] items-center gap-x-3 gap-y-1">
        <Fact label={t('facts.size')}>{formatBytes(model.size)}</Fact>
        {model.architecture && <Fact label={t('facts.base')}>{model.architecture}</Fact>}
        {model.nativeSize && (
          <Fact label={t('facts.trainedFor')}>{t('facts.pixels', { count: model.nativeSize })}</Fact>
        )}
        <Fact label={t('facts.folder')}>
          <span className="break-all">{[...folder, ...parts].join('/') || '–'}</span>
        </Fact>
        <Fact label={t('facts.name')}>
          <span className="break-all">{model.path.split('/').at(-1)}</span>
        </Fact>
        <Fact label={t('facts.changed')}>{times.recent(model.modifiedAt)}</Fact>
        <Fact label={t('facts.hash')}>
          {model.hash && model.sha256 ? (
            <span className="flex items-center">
              <code className="font-mono text-small" title={model.sha256}>
                {model.hash}
              </code>
              <CopyButton label={t('facts.copySha')} value={model.sha256} />
            </span>
          ) : (
            <span className="text-faint">{t('facts.notRead')}</span>
          )}
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="flex min-h-6 min-w-0 items-center">{children}</dd>
    </>
  );
}
