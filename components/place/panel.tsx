import type { ReactNode } from 'react';

interface PanelProps {
  title: string;
  note?: ReactNode;
  /** Stands at the right of the title. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One matter of a page. */
export function Panel({ title, note, action, children }: PanelProps) {
  return (
    <section aria-label={title} className="mt-4 rounded-card bg-panel p-4 first:mt-0 wide:p-6">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="text-large font-semibold">{title}</h2>
          {note && <p className="mt-1 max-w-160 text-muted">{note}</p>}
        </div>
        {action && <div className="shrink-0">{action}</div>}
      </div>
      {children && <div className="mt-4">{children}</div>}
    </section>
  );
}
