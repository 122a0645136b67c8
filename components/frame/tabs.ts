import type { ShortcutId } from '../shortcuts/shortcuts';

interface Tab {
  href: string;
  label: string;
  shortcut: ShortcutId;
}

/** The studio's places, in the order of the top bar. */
export const tabs: readonly Tab[] = [
  { href: '/txt2img', label: 'Txt2img', shortcut: 'openTxt2img' },
  { href: '/gallery', label: 'Gallery', shortcut: 'openGallery' },
  { href: '/pnginfo', label: 'PNG Info', shortcut: 'openPngInfo' },
  { href: '/models', label: 'Models', shortcut: 'openModels' },
  { href: '/files', label: 'Files', shortcut: 'openFiles' },
  { href: '/usage', label: 'My usage', shortcut: 'openUsage' },
];
