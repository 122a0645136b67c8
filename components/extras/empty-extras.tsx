'use client';
import { ImageUp } from 'lucide-react';
import type { ReactNode } from 'react';

/** What to do, while there is no picture. */
export function EmptyExtras({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <div className="grid size-full place-items-center overflow-y-auto bg-stage p-6">
      <div className="appear grid w-full justify-items-center gap-3 text-center">
        <ImageUp aria-hidden strokeWidth={1} className="size-12 text-faint" />
        <div>
          <p className="text-large font-semibold">{title}</p>
          <p className="mt-1 max-w-100 text-muted">{note}</p>
        </div>
        {children}
      </div>
    </div>
  );
}
