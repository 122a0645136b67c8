import { Skeleton } from '../ui/skeleton';
import type { View } from './use-view-choice';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Holds the place of a folder’s entries. */
export function FolderSkeleton({ view, columns }: { view: View; columns: number }) {
  if (view === 'list')
    return (
      <div className="grid gap-1">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-8" />
        ))}
      </div>
    );
  return (
    <div className="grid gap-2" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {ROWS.map((row) => (
        <Skeleton key={row} className="aspect-square rounded-card" />
      ))}
    </div>
  );
}
