'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { Role } from '@/lib/auth/caller';
import { ShortcutOverlay } from '../shortcuts/shortcut-overlay';
import { useShortcuts } from '../shortcuts/use-shortcuts';
import { useStudioEvents } from '../studio/data/use-studio-events';
import { ConnectionBanner } from './connection-banner';
import { TopBar } from './top-bar';
import { useThemeSwitch } from './use-theme-switch';
import { ViewingBanner } from './viewing-banner';

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

/** What stays while the places of the studio change: top bar, keys, the connection to the server. */
export function StudioFrame({ user, hiddenTabs, children }: StudioFrameProps) {
  const router = useRouter();
  const switchTheme = useThemeSwitch();
  const [shortcutsShown, showShortcuts] = useState(false);
  const opening = (href: string) => (hiddenTabs.includes(href) ? undefined : () => router.push(href));
  const connection = useStudioEvents(user.makesPictures);
  useShortcuts({
    openTxt2img: opening('/txt2img'),
    openGallery: opening('/gallery'),
    openPngInfo: opening('/pnginfo'),
    openModels: opening('/models'),
    openFiles: opening('/files'),
    openUsage: opening('/usage'),
    switchTheme,
    showShortcuts: () => showShortcuts(true),
  });
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <TopBar
        hiddenTabs={hiddenTabs}
        userName={user.name}
        role={user.role}
        adminHref={user.adminHref}
        onShowShortcuts={() => showShortcuts(true)}
      />
      {user.viewed && <ViewingBanner name={user.name} />}
      <ConnectionBanner connection={connection} />
      {children}
      <ShortcutOverlay open={shortcutsShown} onOpenChange={showShortcuts} />
    </div>
  );
}
