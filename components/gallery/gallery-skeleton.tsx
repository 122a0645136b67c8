import { Skeleton } from '../ui/skeleton';

const WIDTHS = ['w-48', 'w-72', 'w-60', 'w-40', 'w-64', 'w-52'];

/** Before anything is known. */
export function GallerySkeleton() {
  return (
    <div aria-busy className="min-h-0 flex-1 overflow-hidden px-3 pt-3 wide:px-6">
      <Skeleton className="mb-3 h-5 w-24" />
      <div className="flex flex-wrap gap-2">
        {Array.from({ length: 18 }, (_, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change
          <Skeleton key={k} className={`h-48 grow rounded-small ${WIDTHS[k % WIDTHS.length]}`} />
        ))}
      </div>
    </div>
  );
}
