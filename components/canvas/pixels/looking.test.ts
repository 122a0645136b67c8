import { expect, test } from 'vitest';
import { maskLevels } from '../export-drawing';
import { pulledFrame } from './frame';
import { History } from './history';
import { Tiles } from './tiles';
import { fitted, pinched, toDrawing, zoomedAt } from './viewport';

const PICTURE = { x1: 0, y1: 0, x2: 500, y2: 300 };

test('an edge is pulled outwards by whole places of the latent, not into the picture, not beyond what can be sent', () => {
  expect(pulledFrame(PICTURE, PICTURE, 'right', 561)).toEqual({ ...PICTURE, x2: 564 });
  expect(pulledFrame(PICTURE, PICTURE, 'left', -30)).toEqual({ ...PICTURE, x1: -32 });
  expect(pulledFrame(PICTURE, PICTURE, 'top', 40)).toEqual(PICTURE);
  expect(pulledFrame(PICTURE, PICTURE, 'bottom', 9000).y2).toBe(300 + 3792);
  const both = pulledFrame({ ...PICTURE, x1: -2000 }, PICTURE, 'right', 9000);
  expect(both.x2 - both.x1).toBeLessThanOrEqual(4096);
  expect(pulledFrame({ ...PICTURE, x1: -64 }, PICTURE, 'left', 10)).toEqual(PICTURE);
});

test('what lies under the pointer, or between two fingers, stays there', () => {
  const view = fitted(PICTURE, { width: 1000, height: 800 });
  const place = { x: 300, y: 200 };
  const before = toDrawing(view, place);
  const after = toDrawing(zoomedAt(view, place, 3), place);
  expect(after.x).toBeCloseTo(before.x, 6);
  expect(after.y).toBeCloseTo(before.y, 6);
  const fingers = pinched(
    view,
    [place, { x: 400, y: 200 }],
    [
      { x: 250, y: 260 },
      { x: 450, y: 260 },
    ],
  );
  expect(fingers.scale).toBeCloseTo(2 * view.scale, 6);
  const middle = toDrawing(fingers, { x: 350, y: 260 });
  expect(middle.x).toBeCloseTo(toDrawing(view, { x: 350, y: 200 }).x, 6);
});

test('steps that take too much memory are forgotten, the oldest first, never the newest', () => {
  const history = new History<{ bytes: number; name: string }>(100);
  for (const name of ['a', 'b', 'c']) history.add({ name, bytes: 45 });
  const undone: string[] = [];
  const take = (step: { bytes: number; name: string }) => {
    undone.push(step.name);
    return step;
  };
  while (history.undo(take));
  expect(undone).toEqual(['c', 'b']);
  expect(history.canRedo).toBe(true);
  history.redo(take);
  expect(undone).toEqual(['c', 'b', 'b']);
  history.add({ name: 'large', bytes: 1000 });
  expect([history.canUndo, history.canRedo]).toEqual([true, false]);
});

test('the mask that is sent has what was drawn, and all that was added around the picture', () => {
  const tiles = new Tiles();
  tiles.made(0, 0).pixels[256 + 2] = 0x80ffffff;
  const pictureBox = { x1: 0, y1: 0, x2: 4, y2: 2 };
  const frame = { x1: -1, y1: 0, x2: 4, y2: 3 };
  const levels = maskLevels({ tiles, frame, pictureBox });
  expect([...levels.subarray(0, 5)]).toEqual([255, 0, 0, 0, 0]);
  expect([...levels.subarray(5, 10)]).toEqual([255, 0, 0, 128, 0]);
  expect([...levels.subarray(10)]).toEqual([255, 255, 255, 255, 255]);
});
