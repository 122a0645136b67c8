import type { ReactNode } from 'react';

/** A page's name, one sentence about it, and what can be done at once. */
export function PlaceHead({
  title,
  note,
  children,
}: {
  title: string;
  note?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-title font-semibold">{title}</h1>
        {note && <p className="mt-1 max-w-160 text-muted">{note}</p>}
      </div>
      {children && <div className="flex w-full flex-wrap items-center gap-2 wide:w-auto">{children}</div>}
    </div>
  );
}
