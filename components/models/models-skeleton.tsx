import { Skeleton } from '../ui/skeleton';

const CARDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** Holds the place of the cards. */
export function ModelsSkeleton({ columns }: { columns: number }) {
  return (
    <div
      className="grid gap-3 overflow-hidden px-3 pt-1 wide:px-4"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {CARDS.map((card) => (
        <Skeleton key={card} className="aspect-4/5 rounded-card" />
      ))}
    </div>
  );
}
