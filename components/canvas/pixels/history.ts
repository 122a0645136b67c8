/** How much memory the steps that can be taken back may hold. */
const BYTES = 128 * 1024 * 1024;

/** Steps that can be taken back and made again. The oldest are forgotten when they take too much memory. */
export class History<Step extends { bytes: number }> {
  #past: Step[] = [];
  #future: Step[] = [];

  constructor(readonly bytes = BYTES) {}

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  add(step: Step): void {
    this.#past.push(step);
    this.#future = [];
    this.#forget();
  }

  /** @param take takes a step back and gives the step that makes it again */
  undo(take: (step: Step) => Step): boolean {
    const step = this.#past.pop();
    if (step) this.#future.push(take(step));
    return step !== undefined;
  }

  redo(make: (step: Step) => Step): boolean {
    const step = this.#future.pop();
    if (step) this.#past.push(make(step));
    return step !== undefined;
  }

  #forget(): void {
    let held = this.#past.reduce((sum, { bytes }) => sum + bytes, 0);
    // The newest step can always be taken back.
    while (held > this.bytes && this.#past.length > 1) held -= this.#past.shift()!.bytes;
  }
}
