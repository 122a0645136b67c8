'use client';
import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import type { Place } from './data/file-places';
import { useDropTarget } from './use-drop-target';

interface BreadcrumbProps {
  tree: Place['tree'];
  path: string;
  onOpen: (path: string) => void;
  /** Files of this list were dropped on a folder above. */
  onMoveHere?: (path: string) => void;
}

/** The way from the root to the folder that is shown; each part leads there. */
export function Breadcrumb({ tree, path, onOpen, onMoveHere }: BreadcrumbProps) {
  const t = useTranslations('files');
  const names = path === '' ? [] : path.split('/');
  const parts = [
    { name: t(`places.${tree}`), path: '' },
    ...names.map((name, k) => ({ name, path: names.slice(0, k + 1).join('/') })),
  ];
  return (
    <nav aria-label={t('folder')} className="flex min-w-0 flex-1 items-center overflow-hidden">
      {parts.map((part, k) => (
        <Fragment key={part.path}>
          {k > 0 && <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />}
          <Crumb
            {...part}
            current={k === parts.length - 1}
            onOpen={onOpen}
            onMoveHere={k === parts.length - 1 ? undefined : onMoveHere}
          />
        </Fragment>
      ))}
    </nav>
  );
}

interface CrumbProps {
  name: string;
  path: string;
  current: boolean;
  onOpen: (path: string) => void;
  onMoveHere?: (path: string) => void;
}

function Crumb({ name, path, current, onOpen, onMoveHere }: CrumbProps) {
  const { over, ...drop } = useDropTarget(onMoveHere && (() => onMoveHere(path)));
  return (
    <button
      type="button"
      title={name}
      aria-current={current ? 'page' : undefined}
      onClick={() => onOpen(path)}
      {...drop}
      className={classNames(
        'control-height min-w-8 truncate rounded-control px-2 text-large transition-colors quick',
        current ? 'shrink-0 max-w-full font-semibold text-text' : 'text-muted hover:bg-hover hover:text-text',
        over && 'bg-accent-soft text-accent-text',
      )}
    >
      {name}
    </button>
  );
}
