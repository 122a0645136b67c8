import { expect, it } from 'vitest';
import { ConditioningCache } from './conditioning-cache';

const large = () => ({ context: new Float32Array(3_000_000) });

it('drops what was unused for longest when it is full', () => {
  const cache = new ConditioningCache();
  cache.set('a', large());
  cache.set('b', large());
  cache.get('a');
  cache.set('c', large());
  expect([cache.get('a'), cache.get('b'), cache.get('c')].map(Boolean)).toEqual([true, false, true]);
});

it('keeps a value even if it alone is too large, until the next', () => {
  const cache = new ConditioningCache();
  cache.set('huge', { context: new Float32Array(9_000_000) });
  expect(cache.get('huge')).toBeDefined();
  cache.set('small', { context: new Float32Array(1) });
  expect([cache.get('huge'), cache.get('small')].map(Boolean)).toEqual([false, true]);
});
