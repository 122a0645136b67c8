'use client';
import { type KeyboardEventHandler, type RefObject, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FileGrid } from './file-grid';
import { FileList } from './file-list';
import { cellId, type FileViewProps } from './file-view';

interface FileAreaProps {
  view: FileViewProps;
  /** 1: a list. */
  columns: number;
  /** Pixels. */
  width: number;
  reveal: RefObject<(index: number) => void>;
  onKeyDown: KeyboardEventHandler;
  onClear: () => void;
}

/** The entries of a folder, as list or grid: one stop of the Tab key, with keys of its own. */
export function FileArea({ view, columns, width, reveal, onKeyDown, onClear, ...rest }: FileAreaProps) {
  const t = useTranslations('files');
  // Its rows ask for it while they are drawn the first time: it has to be there before them.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
    <div
      {...rest}
      ref={setScroller}
      role="grid"
      aria-label={t('title')}
      aria-multiselectable
      aria-activedescendant={view.selection.cursor === null ? undefined : cellId(view.selection.cursor)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={(event) => event.target === event.currentTarget && onClear()}
      className="min-h-0 flex-1 overflow-y-auto py-2 outline-none"
    >
      {scroller === null ? null : columns === 1 ? (
        <FileList view={view} scroller={scroller} reveal={reveal} />
      ) : (
        <FileGrid view={view} columns={columns} width={width} scroller={scroller} reveal={reveal} />
      )}
    </div>
  );
}
