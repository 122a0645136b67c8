import type { Messages } from 'use-intl';
import type { ShortcutId } from '../shortcuts/shortcuts';

interface Tab {
  href: string;
  /** Its name among the words of the frame. */
  name: keyof Messages['frame']['tabs'];
  shortcut: ShortcutId;
}

/** The studio's places, in the order of the top bar. */
export const tabs: readonly Tab[] = [
  { href: '/txt2img', name: 'txt2img', shortcut: 'openTxt2img' },
  { href: '/gallery', name: 'gallery', shortcut: 'openGallery' },
  { href: '/pnginfo', name: 'pnginfo', shortcut: 'openPngInfo' },
  { href: '/models', name: 'models', shortcut: 'openModels' },
  { href: '/files', name: 'files', shortcut: 'openFiles' },
  { href: '/usage', name: 'usage', shortcut: 'openUsage' },
];
