import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** Why there is nothing, or how there will be something. */
  note?: string;
  /** What to do about it. */
  children?: ReactNode;
  className?: string;
}

/** In the place of what is not there yet. */
export function EmptyState({ icon: Icon, title, note, children, className }: EmptyStateProps) {
  return (
    <div className={classNames('appear grid justify-items-center gap-3 text-center', className)}>
      <Icon aria-hidden strokeWidth={1} className="size-12 text-faint" />
      <div>
        <p className="text-large font-semibold">{title}</p>
        {note && <p className="mt-1 max-w-100 text-muted">{note}</p>}
      </div>
      {children}
    </div>
  );
}
