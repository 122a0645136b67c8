import { expect, test } from 'vitest';
import { shortcutOf, shortcuts } from './shortcuts';

const press = (key: string, modifiers = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
});

test('keys mean what the table says', () => {
  expect(shortcutOf(press('Enter', { ctrlKey: true }), false)).toBe('generate');
  expect(shortcutOf(press('Enter', { metaKey: true }), false)).toBe('generate');
  expect(shortcutOf(press('d'), false)).toBe('download');
  expect(shortcutOf(press('D'), false)).toBe('download');
  expect(shortcutOf(press('ArrowLeft'), false)).toBe('previousPicture');
  expect(shortcutOf(press('?'), false)).toBe('showShortcuts');
  expect(shortcutOf(press('d', { ctrlKey: true }), false)).toBeNull();
});

test('letters are letters while typing; Generate still generates', () => {
  expect(shortcutOf(press('d'), true)).toBeNull();
  expect(shortcutOf(press('ArrowLeft'), true)).toBeNull();
  expect(shortcutOf(press('Enter', { ctrlKey: true }), true)).toBe('generate');
});

test('no two acts share a key, but for the gallery and the canvas, which ask first while the focus is in them', () => {
  const elsewhere = Object.values(shortcuts).filter(
    ({ group }) => !['Gallery', 'Canvas', 'Queue'].includes(group),
  );
  const keys = elsewhere.map((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the canvas’s keys are looked for among its own, and no two of them are one', () => {
  expect(shortcutOf(press('f'), false, 'Canvas')).toBe('canvasFill');
  expect(shortcutOf(press('f'), false)).toBe('fullSize');
  expect(shortcutOf(press('z', { ctrlKey: true }), false, 'Canvas')).toBe('canvasUndo');
  const keys = Object.values(shortcuts).flatMap(({ group, keys }) => (group === 'Canvas' ? [keys] : []));
  expect(new Set(keys).size).toBe(keys.length);
});
