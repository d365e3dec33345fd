import type { Asked } from "./keys";

/** What a screen does for keys; those it does not name fall through to the screen below. */
export type Handlers = {
  [K in Asked["kind"]]?: (asked: Extract<Asked, { kind: K }>) => void;
};

/** Screens put their handlers on top while they are shown. */
export class KeyHandlers {
  #stack: Handlers[] = [];

  /** Puts handlers on top; the returned function takes them away. */
  on(handlers: Handlers): () => void {
    this.#stack.push(handlers);
    return () => {
      this.#stack = this.#stack.filter((other) => other !== handlers);
    };
  }

  /** Lets the topmost screen that knows this key act. */
  act(asked: Asked): boolean {
    for (const handlers of this.#stack.toReversed()) {
      const handle = handlers[asked.kind] as ((asked: Asked) => void) | undefined;
      if (handle) {
        handle(asked);
        return true;
      }
    }
    return false;
  }
}
