import { classNames } from './class-names';

interface ProgressProps {
  label: string;
  /** 0 to 1; null while nothing is measured yet. */
  part: number | null;
  className?: string;
}

export function Progress({ label, part, className }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={part === null ? undefined : Math.round(part * 100)}
      className={classNames('h-1 overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={classNames(
          'h-full rounded-full bg-accent',
          part === null ? 'indeterminate w-1/3' : 'calm transition-[width]',
        )}
        style={part === null ? undefined : { width: `${part * 100}%` }}
      />
    </div>
  );
}
