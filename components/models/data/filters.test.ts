import { expect, test } from 'vitest';
import { type Filters, filtersOf, isFiltered, queryOfFilters } from './filters';

const USUAL: Filters = { kind: null, architecture: null, whose: null, search: '', sort: 'name' };

test('an address leads back to what was shown', () => {
  const filters: Filters = {
    kind: 'lora',
    architecture: 'SD 1.x',
    whose: 'own',
    search: 'ink & wash',
    sort: 'size',
  };
  expect(filtersOf(queryOfFilters(filters))).toEqual(filters);
  // Those that do not say for what they are.
  expect(filtersOf(queryOfFilters({ ...USUAL, architecture: '' }))).toEqual({ ...USUAL, architecture: '' });
  expect(queryOfFilters(USUAL).toString()).toBe('');
});

test('what there is not is passed over', () => {
  const query = new URLSearchParams('kind=__proto__&whose=everybody&sort=random&other=1');
  expect(filtersOf(query)).toEqual(USUAL);
  expect(isFiltered(filtersOf(query))).toBe(false);
});
