const FIRST_MS = 200;
const LONGEST_MS = 10_000;
/** Having lived this long, a process counts as sound again. */
const SOUND_AFTER_MS = 30_000;

/** How long to wait before something that ended is started again: longer each time, unless it had run well. */
export class BackOff {
  private next = FIRST_MS;

  /** @param livedMs how long it ran before it ended */
  pauseAfter(livedMs: number): number {
    if (livedMs >= SOUND_AFTER_MS) this.next = FIRST_MS;
    const pause = this.next;
    this.next = Math.min(pause * 2, LONGEST_MS);
    return pause;
  }
}
