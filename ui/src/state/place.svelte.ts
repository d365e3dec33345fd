import { untrack } from "svelte";

/** Which screen is shown, and where "back" leads. */
export type Screen = "desk" | "search" | "history" | "outbox" | "settings" | "sign_in";

/** The way through the screens. */
export class Place {
  #screen = $state<Screen>("desk");
  #held = $state(0);

  /** The screen that is shown. */
  get screen(): Screen {
    return this.#screen;
  }

  /** Something on this screen is half done: no call may take its place by itself. */
  get held(): boolean {
    return this.#held > 0;
  }

  /** Shows a screen. */
  go(screen: Screen): void {
    this.#screen = screen;
  }

  /** Keeps this screen in front until the returned function is called. */
  hold(): () => void {
    const add = (n: number) => {
      this.#held = untrack(() => this.#held) + n;
    };
    add(1);
    return () => add(-1);
  }
}
