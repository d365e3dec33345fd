import { untrack } from "svelte";
import type { ActionRow } from "../host/bindings";

/** Which screen is shown, and where "back" leads. */
export type Screen =
  | "desk"
  | "search"
  | "history"
  | "outbox"
  | "callbacks"
  | "team"
  | "work"
  | "story"
  | "settings"
  | "setup"
  | "help"
  | "sign_in"
  | "first_run";

/** The way through the screens. */
export class Place {
  #screen = $state<Screen>("desk");
  #tab = $state<string | null>(null);
  #held = $state(0);
  #story = $state.raw<{ call: string; from: Screen } | null>(null);
  #palette = $state.raw<{ action: ActionRow | null } | null>(null);

  /** The screen that is shown. */
  get screen(): Screen {
    return this.#screen;
  }

  /** The part of the set-up that was looked at last; `null` before one was picked. */
  get tab(): string | null {
    return this.#tab;
  }

  /** The call that is told whole, and the screen that led there. */
  get story(): { call: string; from: Screen } | null {
    return this.#story;
  }

  /** The list of actions lies open over the screen, at one of them or at all. */
  get palette(): { action: ActionRow | null } | null {
    return this.#palette;
  }

  /** Something on this screen is half done: no call may take its place by itself. */
  get held(): boolean {
    return this.#held > 0;
  }

  /** Shows a screen. */
  go(screen: Screen): void {
    this.#screen = screen;
  }

  /** Tells a call whole. From one call to another, the way back leads to where the first one was opened. */
  openStory(call: string): void {
    const from = this.#screen === "story" ? (this.#story?.from ?? "history") : this.#screen;
    this.#story = { call, from };
    this.#screen = "story";
  }

  /** Back from a call that was told. */
  leaveStory(): void {
    this.#screen = this.#story?.from ?? "history";
  }

  /** Shows a part of the set-up. */
  openTab(id: string): void {
    this.#tab = id;
    this.#screen = "setup";
  }

  /** Opens the list of actions, or one of them. */
  openPalette(action: ActionRow | null = null): void {
    this.#palette = { action };
  }

  /** Closes it. */
  closePalette(): void {
    this.#palette = null;
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
