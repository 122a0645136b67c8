import type { Messages } from 'use-intl';
import type { ShortcutId } from '../shortcuts/shortcuts';

interface Place {
  href: string;
  /** Its name among the words of the frame. */
  name: keyof Messages['frame']['tabs'];
  shortcut: ShortcutId;
}

/** The studio's places, in the order of the top bar. */
export const tabs: readonly Place[] = [
  { href: '/txt2img', name: 'txt2img', shortcut: 'openTxt2img' },
  { href: '/img2img', name: 'img2img', shortcut: 'openImg2img' },
  { href: '/extras', name: 'extras', shortcut: 'openExtras' },
  { href: '/pnginfo', name: 'pnginfo', shortcut: 'openPngInfo' },
  { href: '/gallery', name: 'gallery', shortcut: 'openGallery' },
  { href: '/queue', name: 'queue', shortcut: 'openQueue' },
  { href: '/models', name: 'models', shortcut: 'openModels' },
  { href: '/files', name: 'files', shortcut: 'openFiles' },
  { href: '/extensions', name: 'extensions', shortcut: 'openExtensions' },
  { href: '/settings', name: 'settings', shortcut: 'openSettings' },
];

/** Those that the account's menu leads to: the bar is full. */
export const cornerPlaces: readonly Place[] = [
  { href: '/usage', name: 'usage', shortcut: 'openUsage' },
  { href: '/help', name: 'help', shortcut: 'openHelp' },
];
