/** Tells work that can wait when nobody else is waiting. */
export class Quiet {
  #begun: Promise<void> | undefined;
  #begin = () => {};

  constructor() {
    this.end();
  }

  /** From now on nobody waits. */
  begin(): void {
    this.#begin();
    this.#begun = undefined;
  }

  /** From now on somebody does. */
  end(): void {
    this.#begun ??= new Promise((resolve) => {
      this.#begin = resolve;
    });
  }

  /** Resolves when it is quiet. */
  async until(): Promise<void> {
    while (this.#begun) await this.#begun;
  }
}
