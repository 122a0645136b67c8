import { expect, test } from 'vitest';
import { isId, newId } from './job-id';

test('ids are version 7 UUIDs of their time', () => {
  const id = newId(Date.UTC(2030, 0, 1));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2030, 0, 1));
  expect(isId(id)).toBe(true);
});

test('ids sort by creation, also ten thousand in one millisecond and when the clock goes back', () => {
  const now = Date.UTC(2031, 0, 1);
  const ids = Array.from({ length: 10_000 }, (_, i) => newId(now - (i % 3)));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(['', 'task(txt2img-ABC)', `${newId()} `, `${newId()}'--`])('%j is no id', (text) => {
  expect(isId(text)).toBe(false);
});
