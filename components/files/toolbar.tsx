'use client';
import {
  Download,
  FolderInput,
  FolderPlus,
  FolderUp,
  LayoutGrid,
  List,
  PencilLine,
  Trash2,
  Upload,
  X,
} from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { FileEntry } from '@/lib/files/file-entry';
import { formatBytes } from '@/lib/files/format-bytes';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { IconButton } from '../ui/icon-button';
import { Tooltip } from '../ui/tooltip';
import type { MenuActions } from './action-menu';
import { Breadcrumb } from './breadcrumb';
import type { Place } from './data/file-places';
import type { View } from './use-view-choice';

interface ToolbarProps {
  tree: Place['tree'];
  path: string;
  view: View;
  chosen: readonly FileEntry[];
  menuActions: MenuActions;
  onOpen: (path: string) => void;
  onMoveHere?: (path: string) => void;
  onView: (view: View) => void;
  onUpload: () => void;
  onUploadFolder: () => void;
  onNewFolder: () => void;
  onClear: () => void;
}

/** Where one is and what can be done here; while something is chosen, what can be done with it. */
export function Toolbar(props: ToolbarProps) {
  const t = useTranslations('files');
  const { tree, path, view, chosen, onView } = props;
  const canNew = tree === 'own' || path !== '';
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-1 px-2 py-2 wide:flex-nowrap wide:px-4">
      <Breadcrumb tree={tree} path={path} onOpen={props.onOpen} onMoveHere={props.onMoveHere} />
      <div className="ml-auto flex items-center gap-1">
        {chosen.length > 0 ? (
          <ChosenActions chosen={chosen} actions={props.menuActions} onClear={props.onClear} />
        ) : (
          canNew && (
            <>
              <IconButton
                label={t('newFolder')}
                shortcut="newFolder"
                side="bottom"
                onClick={props.onNewFolder}
              >
                <FolderPlus />
              </IconButton>
              <IconButton label={t('toolbar.uploadFolder')} side="bottom" onClick={props.onUploadFolder}>
                <FolderUp />
              </IconButton>
            </>
          )
        )}
        <IconButton
          label={view === 'list' ? t('toolbar.grid') : t('toolbar.list')}
          shortcut="switchView"
          side="bottom"
          onClick={() => onView(view === 'list' ? 'grid' : 'list')}
        >
          {view === 'list' ? <LayoutGrid /> : <List />}
        </IconButton>
        {canNew && (
          <Tooltip label={t('toolbar.uploadFiles')} shortcut="upload" side="bottom">
            <Button
              look="accent"
              onClick={props.onUpload}
              // A phone has room for one or the other.
              className={classNames('ml-1', chosen.length > 0 && 'hidden wide:inline-flex')}
            >
              <Upload />
              {t('toolbar.upload')}
            </Button>
          </Tooltip>
        )}
      </div>
    </header>
  );
}

interface ChosenActionsProps {
  chosen: readonly FileEntry[];
  actions: MenuActions;
  onClear: () => void;
}

function ChosenActions({ chosen, actions, onClear }: ChosenActionsProps) {
  const acts = useTranslations('acts');
  const t = useTranslations('files');
  const movable = chosen.some(({ fixed }) => !fixed);
  const bytes = chosen.reduce((sum, entry) => sum + (entry.bytes ?? 0), 0);
  return (
    <div role="toolbar" aria-label={t('toolbar.chosen')} className="flex items-center">
      <Button onClick={onClear} aria-label={t('toolbar.chooseNothing')} className="px-2 text-accent-text">
        <X />
        {t('items', { count: chosen.length })}
        {bytes > 0 && <span className="hidden text-muted wide:inline">{formatBytes(bytes)}</span>}
      </Button>
      <IconButton label={acts('download')} shortcut="download" side="bottom" onClick={actions.download}>
        <Download />
      </IconButton>
      {chosen.length === 1 && movable && (
        <IconButton label={acts('rename')} shortcut="rename" side="bottom" onClick={actions.rename}>
          <PencilLine />
        </IconButton>
      )}
      {movable && (
        <>
          <IconButton label={t('toolbar.move')} shortcut="moveTo" side="bottom" onClick={actions.move}>
            <FolderInput />
          </IconButton>
          <IconButton label={t('menu.trash')} shortcut="moveToTrash" side="bottom" onClick={actions.trash}>
            <Trash2 />
          </IconButton>
        </>
      )}
    </div>
  );
}
