import { readFileSync } from 'node:fs';
import { freemem } from 'node:os';
import path from 'node:path';

/** Reads a small file of the kernel's; nothing when it is not there. */
export type ReadKernelFile = (file: string) => string | undefined;

const readKernelFile: ReadKernelFile = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const CGROUPS = '/sys/fs/cgroup';

/** What a control group leaves to this process: pages of files count as used there, though they can be given up. */
function leftInCgroup(folder: string, read: ReadKernelFile): number {
  const limit = Number(read(path.join(folder, 'memory.max')));
  const used = Number(read(path.join(folder, 'memory.current')));
  if (!Number.isFinite(limit) || !Number.isFinite(used) || limit === 0) return Number.POSITIVE_INFINITY;
  const statistics = read(path.join(folder, 'memory.stat')) ?? '';
  const filePages = [...statistics.matchAll(/^(?:in)?active_file (\d+)$/gm)];
  return limit - used + filePages.reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}

/**
 * Bytes this process may still take before something is killed: of the machine, and of each control group around the
 * process (containers).
 * @see https://docs.kernel.org/admin-guide/cgroup-v2.html
 */
export function availableMemory(read: ReadKernelFile = readKernelFile): number {
  const stated = /^MemAvailable:\s+(\d+) kB$/m.exec(read('/proc/meminfo') ?? '')?.[1];
  const left = [stated ? Number(stated) * 1024 : freemem()];
  const group = /^0::(\/.*)$/m.exec(read('/proc/self/cgroup') ?? '')?.[1];
  if (group !== undefined) {
    let folder = path.join(CGROUPS, group);
    while (folder.startsWith(CGROUPS)) {
      left.push(leftInCgroup(folder, read));
      folder = path.dirname(folder);
    }
  }
  return Math.max(0, Math.min(...left));
}
