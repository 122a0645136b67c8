import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hiresSize } from './hires-size';

const first = { width: 512, height: 768 };

it.each([
  ['a scale', { scale: 1.5 }, [768, 1152, 0, 0]],
  ['a scale that does not divide', { scale: 1.37 }, [701, 1052, 0, 0]],
  ['a width', { width: 1000, height: 0 }, [1000, 1500, 0, 0]],
  ['a height', { width: 0, height: 1000 }, [666, 1000, 0, 0]],
  ['the same proportions', { width: 1024, height: 1536 }, [1024, 1536, 0, 0]],
  ['a wider size', { width: 1024, height: 1024 }, [1024, 1536, 0, 64]],
  ['a taller size', { width: 512, height: 1024 }, [682, 1024, 21, 0]],
] as const)('%s', (_, size, [width, height, cutX, cutY]) => {
  expect(hiresSize(first, size, 8)).toEqual({ width, height, cutX, cutY });
});

it('always covers what was asked for, to a place', () => {
  const side = fc.integer({ min: 64, max: 2048 });
  fc.assert(
    fc.property(side, side, side, side, (w, h, width, height) => {
      const size = hiresSize({ width: w, height: h }, { width, height }, 8);
      expect(Math.abs(Math.floor(size.width / 8) - size.cutX - width / 8)).toBeLessThan(2);
      expect(Math.abs(Math.floor(size.height / 8) - size.cutY - height / 8)).toBeLessThan(2);
      expect(Math.min(size.cutX, size.cutY)).toBeLessThanOrEqual(0);
    }),
  );
});
