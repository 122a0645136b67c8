import { classNames } from '../ui/class-names';

/** The mark: a frame with a stroke of paint in it. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className={classNames('size-5', className)}>
      <rect x="1" y="1" width="18" height="18" rx="5" className="fill-accent" />
      <path
        d="M5.4 14.6 9.1 5.9c.34-.8 1.46-.8 1.8 0l3.7 8.7M7.2 11.6h5.6"
        fill="none"
        strokeWidth="1.8"
        strokeLinecap="round"
        className="stroke-on-accent"
      />
    </svg>
  );
}

export function Brand() {
  return (
    <span className="flex items-center gap-2 text-large font-semibold">
      <BrandMark />
      Atelier
    </span>
  );
}
