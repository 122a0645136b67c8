'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { Role } from '@/lib/auth/caller';
import { useShortcuts } from '../shortcuts/use-shortcuts';
import { useStudioEvents } from '../studio/data/use-studio-events';
import { ConnectionBanner } from './connection-banner';
import { cornerPlaces, tabs } from './tabs';
import { TopBar } from './top-bar';
import { useThemeSwitch } from './use-theme-switch';
import { ViewingBanner } from './viewing-banner';

// Fetched when they are asked for the first time.
const Palette = dynamic(() => import('../palette/palette'));
const ShortcutOverlay = dynamic(() =>
  import('../shortcuts/shortcut-overlay').then((module) => module.ShortcutOverlay),
);

interface FrameUser {
  name: string;
  role: Role;
  /** The first admin page they may see. */
  adminHref: string | null;
  makesPictures: boolean;
  /** An admin looks at the studio as this person. */
  viewed: boolean;
}

interface StudioFrameProps {
  user: FrameUser;
  /** Addresses of places this installation or this person does not have. */
  hiddenTabs: readonly string[];
  children: ReactNode;
}

/** What stays while the places of the studio change: top bar, keys, palette, the connection to the server. */
export function StudioFrame({ user, hiddenTabs, children }: StudioFrameProps) {
  const router = useRouter();
  const switchTheme = useThemeSwitch();
  const palette = useAskedFor();
  const overlay = useAskedFor();
  const { connection, tryNow } = useStudioEvents(user.makesPictures);
  const places = [...tabs, ...cornerPlaces].filter(({ href }) => !hiddenTabs.includes(href));
  useShortcuts({
    ...Object.fromEntries(places.map(({ href, shortcut }) => [shortcut, () => router.push(href)])),
    openPalette: () => palette.show(true),
    switchTheme,
    showShortcuts: () => overlay.show(true),
  });
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <TopBar
        hiddenTabs={hiddenTabs}
        userName={user.name}
        role={user.role}
        adminHref={user.adminHref}
        onShowPalette={() => palette.show(true)}
        onShowShortcuts={() => overlay.show(true)}
      />
      {user.viewed && <ViewingBanner name={user.name} />}
      <ConnectionBanner connection={connection} onTryNow={tryNow} />
      {children}
      {palette.wasShown && (
        <Palette open={palette.isShown} onOpenChange={palette.show} user={user} hiddenTabs={hiddenTabs} />
      )}
      {overlay.wasShown && <ShortcutOverlay open={overlay.isShown} onOpenChange={overlay.show} />}
    </div>
  );
}

/** Whether something is shown, and whether it ever was: until then nothing of it is fetched. */
function useAskedFor() {
  const [isShown, setShown] = useState(false);
  const [wasShown, setWasShown] = useState(false);
  const show = (shown: boolean) => {
    setShown(shown);
    if (shown) setWasShown(true);
  };
  return { isShown, wasShown, show };
}
