/** The time, once a second, for everything that shows an age or a length. */
export class Clock {
  #now = $state(0);
  #read: () => number;

  constructor(read: () => number) {
    this.#read = read;
    this.#now = read();
  }

  /** Milliseconds since 1970, at most a second old. */
  get now(): number {
    return this.#now;
  }

  /** Ticks until the returned function is called. */
  start(): () => void {
    const timer = setInterval(() => {
      this.#now = this.#read();
    }, 1000);
    return () => clearInterval(timer);
  }
}
