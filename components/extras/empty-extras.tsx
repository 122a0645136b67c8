'use client';
import { ImageUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state';

/** What to do, while there is no picture. */
export function EmptyExtras({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <div className="grid size-full place-items-center overflow-y-auto bg-stage p-6">
      <EmptyState icon={ImageUp} title={title} note={note} className="w-full">
        {children}
      </EmptyState>
    </div>
  );
}
