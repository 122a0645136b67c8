import type { ReactNode } from 'react';
import { BrandMark } from '../frame/brand';

/** The page around signing in and setting up: the mark, a title, one form. */
export function AccountCard({
  title,
  note,
  children,
}: {
  title: string;
  note: ReactNode;
  children?: ReactNode;
}) {
  return (
    <main className="grid min-h-dvh place-items-center bg-stage p-4">
      <div className="w-full max-w-90 rounded-card bg-panel p-6 shadow-picture">
        <BrandMark className="size-8" />
        <h1 className="mt-4 text-title font-semibold">{title}</h1>
        <p className="mt-1 text-muted">{note}</p>
        {children && <div className="mt-6">{children}</div>}
      </div>
    </main>
  );
}
