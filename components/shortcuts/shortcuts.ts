/** Every act of the studio that has a key. The tooltips, the overlay and the listener read this table. */
export const shortcuts = {
  generate: { keys: 'Ctrl Enter', label: 'Generate', group: 'Making', whileTyping: true },
  skip: { keys: 'Alt Enter', label: 'Skip this batch', group: 'Making', whileTyping: true },
  interrupt: { keys: 'Esc', label: 'Interrupt', group: 'Making', whileTyping: true },
  focusPrompt: { keys: 'P', label: 'Go to the prompt', group: 'Making' },
  randomSeed: { keys: 'N', label: 'Random seed', group: 'Making' },
  fullSize: { keys: 'F', label: 'Full size', group: 'Picture' },
  previousPicture: { keys: 'Left', label: 'Previous picture', group: 'Picture' },
  nextPicture: { keys: 'Right', label: 'Next picture', group: 'Picture' },
  download: { keys: 'D', label: 'Download', group: 'Picture' },
  copyParameters: { keys: 'C', label: 'Copy parameters', group: 'Picture' },
  reuseParameters: { keys: 'R', label: 'Reuse parameters', group: 'Picture' },
  reuseSeed: { keys: 'S', label: 'Reuse seed', group: 'Picture' },
  openFile: { keys: 'Enter', label: 'Open, or look at a picture', group: 'Files' },
  rename: { keys: 'F2', label: 'Rename', group: 'Files' },
  moveTo: { keys: 'M', label: 'Move to a folder', group: 'Files' },
  duplicate: { keys: 'B', label: 'Duplicate', group: 'Files' },
  moveToTrash: { keys: 'Delete', label: 'Move to the trash', group: 'Files' },
  upload: { keys: 'U', label: 'Upload files', group: 'Files' },
  newFolder: { keys: 'K', label: 'New folder', group: 'Files' },
  folderUp: { keys: 'Backspace', label: 'To the folder above', group: 'Files' },
  switchView: { keys: 'V', label: 'List or grid', group: 'Files' },
  insertModel: { keys: 'I', label: 'Insert into the prompt, or use it', group: 'Models' },
  searchModels: { keys: '/', label: 'Search', group: 'Models' },
  favourite: { keys: 'F', label: 'Favourite', group: 'Gallery' },
  rate: { keys: '1-5', label: 'Stars', group: 'Gallery' },
  unrate: { keys: '0', label: 'No stars', group: 'Gallery' },
  aboutPicture: { keys: 'A', label: 'Show or hide the parameters', group: 'Gallery' },
  canvasBrush: { keys: 'B', label: 'Brush', group: 'Canvas' },
  canvasEraser: { keys: 'E', label: 'Eraser', group: 'Canvas' },
  canvasLasso: { keys: 'L', label: 'Lasso', group: 'Canvas' },
  canvasFill: { keys: 'F', label: 'Fill', group: 'Canvas' },
  canvasEyedropper: { keys: 'I', label: 'Eyedropper', group: 'Canvas' },
  canvasHand: { keys: 'H', label: 'Move the view', group: 'Canvas' },
  canvasSmaller: { keys: '[', label: 'Smaller brush', group: 'Canvas' },
  canvasLarger: { keys: ']', label: 'Larger brush', group: 'Canvas' },
  canvasUndo: { keys: 'Ctrl Z', label: 'Undo', group: 'Canvas' },
  canvasRedo: { keys: 'Ctrl Y', label: 'Redo', group: 'Canvas' },
  canvasInvert: { keys: 'X', label: 'Invert the mask', group: 'Canvas' },
  canvasClear: { keys: 'Delete', label: 'Clear what was drawn', group: 'Canvas' },
  canvasZoomIn: { keys: '+', label: 'Zoom in', group: 'Canvas' },
  canvasZoomOut: { keys: '-', label: 'Zoom out', group: 'Canvas' },
  canvasFit: { keys: '0', label: 'Whole picture', group: 'Canvas' },
  canvasActualSize: { keys: '9', label: '100 %', group: 'Canvas' },
  openTxt2img: { keys: '1', label: 'Txt2img', group: 'Atelier' },
  openGallery: { keys: 'G', label: 'Gallery', group: 'Atelier' },
  openPngInfo: { keys: '2', label: 'PNG Info', group: 'Atelier' },
  openModels: { keys: '3', label: 'Models', group: 'Atelier' },
  openFiles: { keys: '4', label: 'Files', group: 'Atelier' },
  openUsage: { keys: '5', label: 'My usage', group: 'Atelier' },
  switchTheme: { keys: 'T', label: 'Dark or light', group: 'Atelier' },
  showShortcuts: { keys: '?', label: 'Keyboard shortcuts', group: 'Atelier' },
} satisfies Record<string, Shortcut>;

interface Shortcut {
  keys: string;
  label: string;
  group: 'Making' | 'Picture' | 'Canvas' | 'Gallery' | 'Models' | 'Files' | 'Atelier';
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

const keyNames: Record<string, string> = { ArrowLeft: 'Left', ArrowRight: 'Right', Escape: 'Esc' };
