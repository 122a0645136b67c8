/**
 * Every act of the studio that has a key; what it is called stands in the messages, `shortcuts.acts`. The tooltips, the
 * overlay, the palette and the listener read this table.
 */
export const shortcuts = {
  generate: { keys: 'Ctrl Enter', group: 'Making', whileTyping: true },
  skip: { keys: 'Alt Enter', group: 'Making', whileTyping: true },
  interrupt: { keys: 'Esc', group: 'Making', whileTyping: true },
  focusPrompt: { keys: 'P', group: 'Making' },
  randomSeed: { keys: 'N', group: 'Making' },
  fullSize: { keys: 'F', group: 'Picture' },
  previousPicture: { keys: 'Left', group: 'Picture' },
  nextPicture: { keys: 'Right', group: 'Picture' },
  download: { keys: 'D', group: 'Picture' },
  copyParameters: { keys: 'C', group: 'Picture' },
  reuseParameters: { keys: 'R', group: 'Picture' },
  reuseSeed: { keys: 'S', group: 'Picture' },
  drawAgain: { keys: 'E', group: 'Picture' },
  comparePicture: { keys: 'X', group: 'Picture' },
  openFile: { keys: 'Enter', group: 'Files' },
  rename: { keys: 'F2', group: 'Files' },
  moveTo: { keys: 'M', group: 'Files' },
  duplicate: { keys: 'B', group: 'Files' },
  moveToTrash: { keys: 'Delete', group: 'Files' },
  upload: { keys: 'U', group: 'Files' },
  newFolder: { keys: 'K', group: 'Files' },
  folderUp: { keys: 'Backspace', group: 'Files' },
  switchView: { keys: 'V', group: 'Files' },
  insertModel: { keys: 'I', group: 'Models' },
  searchModels: { keys: '/', group: 'Models' },
  favourite: { keys: 'F', group: 'Gallery' },
  rate: { keys: '1-5', group: 'Gallery' },
  unrate: { keys: '0', group: 'Gallery' },
  aboutPicture: { keys: 'A', group: 'Gallery' },
  canvasBrush: { keys: 'B', group: 'Canvas' },
  canvasEraser: { keys: 'E', group: 'Canvas' },
  canvasLasso: { keys: 'L', group: 'Canvas' },
  canvasFill: { keys: 'F', group: 'Canvas' },
  canvasEyedropper: { keys: 'I', group: 'Canvas' },
  canvasHand: { keys: 'H', group: 'Canvas' },
  canvasSmaller: { keys: '[', group: 'Canvas' },
  canvasLarger: { keys: ']', group: 'Canvas' },
  canvasUndo: { keys: 'Ctrl Z', group: 'Canvas' },
  canvasRedo: { keys: 'Ctrl Y', group: 'Canvas' },
  canvasInvert: { keys: 'X', group: 'Canvas' },
  canvasClear: { keys: 'Delete', group: 'Canvas' },
  canvasZoomIn: { keys: '+', group: 'Canvas' },
  canvasZoomOut: { keys: '-', group: 'Canvas' },
  canvasFit: { keys: '0', group: 'Canvas' },
  canvasActualSize: { keys: '9', group: 'Canvas' },
  moveEarlier: { keys: 'Alt Up', group: 'Queue' },
  moveLater: { keys: 'Alt Down', group: 'Queue' },
  cancelJob: { keys: 'Delete', group: 'Queue' },
  openTxt2img: { keys: '1', group: 'Atelier' },
  openImg2img: { keys: '2', group: 'Atelier' },
  openExtras: { keys: '3', group: 'Atelier' },
  openPngInfo: { keys: '4', group: 'Atelier' },
  openGallery: { keys: '5', group: 'Atelier' },
  openQueue: { keys: '6', group: 'Atelier' },
  openModels: { keys: '7', group: 'Atelier' },
  openFiles: { keys: '8', group: 'Atelier' },
  openExtensions: { keys: '9', group: 'Atelier' },
  openSettings: { keys: '0', group: 'Atelier' },
  openUsage: { keys: 'Y', group: 'Atelier' },
  openHelp: { keys: 'H', group: 'Atelier' },
  openPalette: { keys: 'Ctrl K', group: 'Atelier', whileTyping: true },
  switchTheme: { keys: 'T', group: 'Atelier' },
  showShortcuts: { keys: '?', group: 'Atelier' },
} satisfies Record<string, Shortcut>;

/** In the order of the overlay. */
export const SHORTCUT_GROUPS = [
  'Making',
  'Picture',
  'Canvas',
  'Gallery',
  'Queue',
  'Models',
  'Files',
  'Atelier',
] as const;
type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number];

interface Shortcut {
  keys: string;
  group: ShortcutGroup;
  /** Also acts while the focus is in a text field. */
  whileTyping?: boolean;
}

export type ShortcutId = keyof typeof shortcuts;

export function keysOf(id: ShortcutId): string {
  return shortcuts[id].keys;
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * Which shortcut a key press means, or null. Ctrl and the Mac's Command are one.
 * @param group only of this one: the canvas asks first while the focus is in it
 */
export function shortcutOf(event: KeyPress, typing: boolean, group?: Shortcut['group']): ShortcutId | null {
  const pressed = [
    event.ctrlKey || event.metaKey ? 'Ctrl ' : '',
    event.altKey ? 'Alt ' : '',
    keyNames[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key),
  ].join('');
  for (const [id, shortcut] of Object.entries(shortcuts) as [ShortcutId, Shortcut][]) {
    if (group && shortcut.group !== group) continue;
    if (shortcut.keys === pressed && (!typing || shortcut.whileTyping)) return id;
  }
  return null;
}

const keyNames: Record<string, string> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Escape: 'Esc',
};
