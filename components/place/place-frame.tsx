'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';
import { useInSight } from '../ui/use-in-sight';

export interface PlaceLink {
  href: string;
  label: string;
  /** What waits there, beside the label. */
  mark?: ReactNode;
}

interface PlaceFrameProps {
  /** What the group of pages is called. */
  name: string;
  links: readonly PlaceLink[];
  children: ReactNode;
}

/** Pages that belong together, with the way between them: beside the page, or above it on a phone. */
export function PlaceFrame({ name, links, children }: PlaceFrameProps) {
  return (
    <main className="min-h-0 flex-1 overflow-y-auto bg-stage">
      <div className="mx-auto flex max-w-280 flex-col gap-4 px-4 py-4 wide:flex-row wide:gap-6 wide:px-6 wide:py-12">
        <nav
          aria-label={name}
          className="fade-ends -mx-4 flex shrink-0 gap-1 overflow-x-auto px-4 wide:mx-0 wide:w-40 wide:flex-col wide:px-0"
        >
          <p className="hidden px-3 pb-2 text-small text-faint wide:block">{name}</p>
          {links.map((link) => (
            <Way key={link.href} {...link} />
          ))}
        </nav>
        <div className="min-w-0 flex-1">{children}</div>
      </div>
    </main>
  );
}

function Way({ href, label, mark }: PlaceLink) {
  const current = usePathname() === href;
  const link = useInSight<HTMLAnchorElement>(current);
  return (
    <Link
      ref={link}
      href={href}
      aria-current={current ? 'page' : undefined}
      className={classNames(
        'control-height flex shrink-0 items-center gap-2 rounded-control px-3 font-medium transition-colors quick',
        current ? 'bg-raised text-text' : 'text-muted hover:bg-hover hover:text-text',
      )}
    >
      {label}
      {mark}
    </Link>
  );
}
