/** A test that lets something write an error or a warning fails; one that expects it spies on the console itself. */
import { afterEach, beforeEach, expect, vi } from 'vitest';

beforeEach(() => {
  vi.spyOn(console, 'error');
  vi.spyOn(console, 'warn');
});

afterEach(() => {
  for (const write of [console.error, console.warn]) {
    if (!vi.isMockFunction(write)) continue;
    const unexpected = write.mock.calls;
    write.mockClear();
    expect(unexpected, 'unexpected console output').toEqual([]);
  }
});
