import { formatBytes } from '@/lib/files/format-bytes';
import type { Words } from '@/lib/i18n/words';
import type { SharedModelView } from '@/lib/sharing/shared-model-view';
import { kindLine } from '../../models/kind-words';
import { accessWords } from '../../models/share/share-words';
import type { Column } from '../../place/data-table';
import { Badge } from '../../ui/badge';

export const sharedColumns = (t: Words<'admin'>, models: Words<'models'>): Column<SharedModelView>[] => [
  {
    head: t('models.model'),
    className: 'w-full max-w-0',
    cell: ({ name, path, kind, architecture, problem }) => (
      <>
        <span className="flex items-center gap-2">
          <button type="button" className="block max-w-full truncate text-left font-medium">
            {name}
          </button>
          {problem !== null && <Badge look="danger">{t('models.unusable')}</Badge>}
        </span>
        <span className="block truncate text-small text-muted">
          <span className="wide:hidden">{kindLine({ kind, architecture }, models)}</span>
          <span className="hidden wide:inline">{path}</span>
        </span>
      </>
    ),
  },
  {
    head: t('models.kind'),
    wideOnly: true,
    className: 'whitespace-nowrap',
    cell: (model) => <span className="text-muted">{kindLine(model, models)}</span>,
  },
  {
    head: t('models.who'),
    className: 'max-w-40 wide:max-w-60',
    cell: (model) => (
      <span className={model.access === 'usual' ? 'block truncate text-muted' : 'block truncate'}>
        {accessWords(model, models)}
      </span>
    ),
  },
  {
    head: t('models.size'),
    atEnd: true,
    wideOnly: true,
    className: 'whitespace-nowrap',
    cell: ({ size }) => <span className="text-muted">{formatBytes(size)}</span>,
  },
];
