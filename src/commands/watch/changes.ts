/** In milliseconds: an editor that saves, or git, changes several files at once. */
const DEBOUNCE = 100;

/** The changes to wait for, until the end. */
export class Changes {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPending = false;
  #end: { readonly error?: Error } | undefined;
  #wake: () => void = () => undefined;

  /** Something has changed. What follows at once belongs to it. */
  readonly add = (): void => {
    if (this.#end) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#isPending = true;
      this.#wake();
    }, DEBOUNCE);
  };

  /** There will be no more, because of an error if there is one. */
  readonly end = (error?: Error): void => {
    this.#end ??= error ? { error } : {};
    clearTimeout(this.#timer);
    this.#wake();
  };

  /**
   * Waits for the next change.
   * @returns false at the end
   * @throws the error of `end`
   */
  async next(): Promise<boolean> {
    if (!this.#isPending && !this.#end)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#isPending = false;
    if (this.#end?.error) throw this.#end.error;
    return !this.#end;
  }
}
