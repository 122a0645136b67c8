/** Events pushed on one side, iterated on the other, in order; nothing is lost in between. */
export class EventStream<Event> implements AsyncIterableIterator<Event> {
  readonly #waiting: Event[] = [];
  #wake: (() => void) | undefined;
  #isEnded = false;
  #error: Error | undefined;

  /** @param abandoned called when the reader leaves before the end */
  constructor(readonly abandoned: () => void) {}

  push(event: Event): void {
    this.#waiting.push(event);
    this.#wake?.();
  }

  /** No more events; the reader gets what is waiting first, then the error if there is one. */
  end(error?: Error): void {
    this.#isEnded = true;
    this.#error = error;
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<Event>> {
    while (this.#waiting.length === 0 && !this.#isEnded) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#waiting.length > 0) return { done: false, value: this.#waiting.shift()! };
    const error = this.#error;
    this.#error = undefined;
    if (error) throw error;
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Event>> {
    if (!this.#isEnded) this.abandoned();
    this.#isEnded = true;
    this.#waiting.length = 0;
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
