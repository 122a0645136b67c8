import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs';

const LARGEST = 10 * 1024 * 1024;
const KEPT = 3;

/**
 * A log that starts a new file when it has grown: `web.log`, then `web.log.1` … `web.log.3`, oldest last.
 * A disk that is full loses lines, never a process.
 */
export class LogFile {
  private descriptor: number;
  private size: number;

  constructor(
    private readonly path: string,
    private readonly largest = LARGEST,
  ) {
    this.size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    this.descriptor = openSync(path, 'a', 0o640);
  }

  write(text: string): void {
    try {
      if (this.size > this.largest) this.rotate();
      this.size += writeSync(this.descriptor, text);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOSPC' && code !== 'EDQUOT' && code !== 'EIO') throw error;
    }
  }

  private rotate(): void {
    closeSync(this.descriptor);
    for (let number = KEPT; number >= 1; number--) {
      const from = number === 1 ? this.path : `${this.path}.${number - 1}`;
      if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${this.path}.${number}`);
    }
    this.descriptor = openSync(this.path, 'a', 0o640);
    this.size = 0;
  }
}
