import { totalmem } from 'node:os';
import { expect, it } from 'vitest';
import { availableMemory } from './memory';

const GiB = 2 ** 30;
const kernel = (files: Record<string, string>) => (file: string) => files[file];
const MEMINFO = `MemTotal: ${32 * 2 ** 20} kB\nMemAvailable:   ${16 * 2 ** 20} kB\n`;

it('is what the machine has left', () => {
  expect(availableMemory(kernel({ '/proc/meminfo': MEMINFO }))).toBe(16 * GiB);
});

it('is less in a container, where pages of files can be given up', () => {
  const files = {
    '/proc/meminfo': MEMINFO,
    '/proc/self/cgroup': '0::/box/inner\n',
    '/sys/fs/cgroup/box/inner/memory.max': 'max\n',
    '/sys/fs/cgroup/box/inner/memory.current': `${GiB}\n`,
    '/sys/fs/cgroup/box/memory.max': `${8 * GiB}\n`,
    '/sys/fs/cgroup/box/memory.current': `${7 * GiB}\n`,
    '/sys/fs/cgroup/box/memory.stat': `anon 5\nactive_file ${GiB}\ninactive_file ${2 * GiB}\n`,
  };
  expect(availableMemory(kernel(files))).toBe(4 * GiB);
});

it('is never negative, and something everywhere', () => {
  const full = {
    '/proc/meminfo': MEMINFO,
    '/proc/self/cgroup': '0::/',
    '/sys/fs/cgroup/memory.max': '10',
    '/sys/fs/cgroup/memory.current': '20',
  };
  expect(availableMemory(kernel(full))).toBe(0);
  expect(availableMemory(kernel({}))).toBeGreaterThan(0);
  expect(availableMemory()).toBeLessThanOrEqual(totalmem());
});
