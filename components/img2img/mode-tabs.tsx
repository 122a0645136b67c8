'use client';
import { Tabs } from 'radix-ui';
import { useTranslations } from 'use-intl';
import { useInSight } from '../ui/use-in-sight';
import { useImg2img } from './img2img-context';
import { isMode, MODES, type Mode } from './modes';

/** The sub-tabs. What each holds is in the middle of the page, so the tabs name it as their panel. */
export function ModeTabs() {
  const words = useTranslations('img2img.modes');
  return (
    <Tabs.List
      aria-label={words('label')}
      className="flex min-w-0 items-stretch gap-1 overflow-x-auto [scrollbar-width:none]"
    >
      {MODES.map((each) => (
        <ModeTab key={each} mode={each} />
      ))}
    </Tabs.List>
  );
}

function ModeTab({ mode }: { mode: Mode }) {
  const current = useImg2img().mode === mode;
  const words = useTranslations('img2img.modes');
  const tab = useInSight<HTMLButtonElement>(current);
  return (
    <Tabs.Trigger
      ref={tab}
      value={mode}
      className="relative flex h-10 shrink-0 items-center rounded-control px-2 font-medium whitespace-nowrap text-muted transition-colors quick hover:text-text focus-visible:-outline-offset-2 data-[state=active]:text-text data-[state=active]:after:absolute data-[state=active]:after:inset-x-2 data-[state=active]:after:bottom-0 data-[state=active]:after:h-0.5 data-[state=active]:after:rounded-full data-[state=active]:after:bg-accent"
    >
      {words(mode)}
    </Tabs.Trigger>
  );
}

/** Holds the choice of the sub-tab for the list and its panel. */
export function ModeTabsRoot({ children }: { children: React.ReactNode }) {
  const { mode, setMode } = useImg2img();
  return (
    <Tabs.Root
      value={mode}
      onValueChange={(next) => isMode(next) && setMode(next)}
      activationMode="manual"
      className="flex min-h-0 flex-1 flex-col"
    >
      {children}
    </Tabs.Root>
  );
}
