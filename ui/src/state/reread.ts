/**
 * Reads what changes by itself, one reading at a time. Answers of readings that overlap may come in another order than
 * they were asked for, and the older one would stay. Whoever asks while one runs gets one more when it has ended.
 */
export class Reread {
  #read: () => Promise<void>;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(read: () => Promise<void>) {
    this.#read = read;
  }

  /** Ends when a reading that began no earlier than now has ended. */
  readonly now = (): Promise<void> => {
    if (!this.#running) return this.#begin();
    // Somebody who heard of the end first may have begun the one that follows.
    this.#next ??= this.#running.then(() => this.#running ?? this.#begin());
    return this.#next;
  };

  #begin(): Promise<void> {
    this.#next = null;
    const running = this.#read().finally(() => (this.#running = null));
    this.#running = running.catch(() => undefined);
    return running;
  }
}
