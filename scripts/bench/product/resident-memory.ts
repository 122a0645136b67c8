import { execFileSync } from 'node:child_process';

interface Running {
  pid: number;
  parent: number;
  /** Resident memory, MiB. */
  resident: number;
  command: string;
}

function processes(): Running[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [, pid, parent, kib, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line)!;
    return { pid: Number(pid), parent: Number(parent), resident: Number(kib) / 1024, command: command! };
  });
}

/** MiB resident in the descendants of `root` whose command line holds `part`. */
export function residentBelow(root: number, part: string): number {
  const all = processes();
  const family = new Set([root]);
  for (let grew = true; grew; ) {
    const found = all.filter(({ pid, parent }) => family.has(parent) && !family.has(pid));
    for (const { pid } of found) family.add(pid);
    grew = found.length > 0;
  }
  const members = all.filter(({ pid, command }) => family.has(pid) && command.includes(part));
  return members.reduce((sum, { resident }) => sum + resident, 0);
}
