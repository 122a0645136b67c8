'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Dock } from './dock';
import { Rail } from './rail/rail';
import { Stage } from './stage/stage';

interface StudioLayoutProps {
  title: string;
  /** The settings at the left; on a phone below the stage. */
  controls: ReactNode;
  /** The middle; the picture that is drawn, unless a page has something else there. */
  stage?: ReactNode;
}

/** A page that draws: settings, stage, rail, and the bar with Generate that is always in sight. */
export function StudioLayout({ title, controls, stage = <Stage /> }: StudioLayoutProps) {
  const words = useTranslations('dock');
  return (
    <>
      <main className="relative grid min-h-0 flex-1 grid-cols-1 content-start overflow-y-auto scroll-pb-12 wide:grid-cols-[320px_minmax(0,1fr)_180px] wide:grid-rows-[minmax(0,1fr)] wide:content-stretch wide:overflow-clip full:grid-cols-[var(--controls-width)_minmax(0,1fr)_var(--rail-width)]">
        <h1 className="sr-only">{title}</h1>
        <section
          aria-label={words('settings')}
          className="order-3 scroll-pb-12 wide:order-1 wide:overflow-y-auto wide:border-r"
        >
          {controls}
        </section>
        <section
          aria-label={words('stage')}
          className="order-1 flex h-[min(56dvh,116vw)] flex-col wide:order-2 wide:h-auto wide:min-h-0"
        >
          {stage}
        </section>
        <aside
          aria-label={words('rail')}
          className="order-2 h-23 min-w-0 border-y wide:order-3 wide:h-auto wide:min-h-0 wide:border-y-0 wide:border-l"
        >
          <Rail />
        </aside>
      </main>
      <Dock />
    </>
  );
}
