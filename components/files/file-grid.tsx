'use client';
import type { RefObject } from 'react';
import { TileRows } from '../ui/tile-rows';
import { FileTile } from './file-tile';
import type { FileViewProps } from './file-view';

/** Least width of a tile; the name under the picture takes the rest of its height. */
export const TILE = 152;
const NAME = 40;
const GAP = 8;

interface FileGridProps {
  view: FileViewProps;
  columns: number;
  /** Of the area, pixels. */
  width: number;
  scroller: HTMLDivElement;
  reveal: RefObject<(index: number) => void>;
}

/** The entries as tiles with their pictures. */
export function FileGrid({ view, ...layout }: FileGridProps) {
  return (
    <TileRows
      {...layout}
      items={view.entries}
      keyOf={({ path }) => path}
      below={NAME}
      gap={GAP}
      onEnd={view.onEnd}
    >
      {(entry) => <FileTile entry={entry} view={view} />}
    </TileRows>
  );
}
