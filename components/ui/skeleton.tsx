import { classNames } from './class-names';

/** Holds the place of data that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('shimmer rounded-control bg-hover', className)} />;
}
