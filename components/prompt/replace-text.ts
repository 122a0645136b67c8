import type { SelectedText } from './change-weight';

/**
 * Makes a field hold another text as if it had been typed: the browser's undo takes it back, and whoever listens for input
 * hears of it. Only what differs is replaced.
 */
export function replaceText(field: HTMLTextAreaElement, { text, start, end }: SelectedText): void {
  const before = field.value;
  if (text !== before) {
    const head = commonHead(before, text);
    const tail = commonTail(before.slice(head), text.slice(head));
    field.focus();
    field.setSelectionRange(head, before.length - tail);
    const inserted = text.slice(head, text.length - tail);
    const command = inserted === '' ? 'delete' : 'insertText';
    // Deprecated, and the only way that undo knows of; without it the text is right, and undo forgets.
    if (!document.execCommand(command, false, inserted)) {
      field.setRangeText(inserted, head, before.length - tail, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  }
  field.setSelectionRange(start, end);
}

function commonHead(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function commonTail(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}
