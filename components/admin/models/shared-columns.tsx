import { formatBytes } from '@/lib/files/format-bytes';
import type { SharedModelView } from '@/lib/sharing/shared-model-view';
import { kindLine } from '../../models/kind-words';
import { accessWords } from '../../models/share/share-words';
import type { Column } from '../../place/data-table';
import { Badge } from '../../ui/badge';

export const SHARED_COLUMNS: Column<SharedModelView>[] = [
  {
    head: 'Model',
    className: 'w-full max-w-0',
    cell: ({ name, path, kind, architecture, problem }) => (
      <>
        <span className="flex items-center gap-2">
          <button type="button" className="block max-w-full truncate text-left font-medium">
            {name}
          </button>
          {problem !== null && <Badge look="danger">unusable</Badge>}
        </span>
        <span className="block truncate text-small text-muted">
          <span className="wide:hidden">{kindLine({ kind, architecture })}</span>
          <span className="hidden wide:inline">{path}</span>
        </span>
      </>
    ),
  },
  {
    head: 'Kind',
    wideOnly: true,
    className: 'whitespace-nowrap',
    cell: (model) => <span className="text-muted">{kindLine(model)}</span>,
  },
  {
    head: 'Who may use it',
    className: 'max-w-40 wide:max-w-60',
    cell: (model) => (
      <span className={model.access === 'usual' ? 'block truncate text-muted' : 'block truncate'}>
        {accessWords(model)}
      </span>
    ),
  },
  {
    head: 'Size',
    atEnd: true,
    wideOnly: true,
    className: 'whitespace-nowrap',
    cell: ({ size }) => <span className="text-muted">{formatBytes(size)}</span>,
  },
];
