import { SvelteSet } from "svelte/reactivity";
import type { Answer, Command, Host, Request } from "../host/host";
import { patternOf } from "./masked-text";

/** Where shapes of the engine hold a person's name: under `who`, and under `name` beside a record or a number. */
function namesIn(value: unknown, found: (name: string) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) namesIn(item, found);
  } else if (typeof value === "object" && value !== null) {
    const fields = value as Record<string, unknown>;
    const isPerson =
      "record" in fields && ["company", "phones", "title", "detail"].some((part) => part in fields);
    for (const [key, inner] of Object.entries(fields)) {
      if (typeof inner === "string") {
        if (key === "who" || key === "provider_name" || (key === "name" && isPerson)) found(inner);
      } else {
        namesIn(inner, found);
      }
    }
  }
}

/** Letters from which a word is a name that can be told from other words. */
const LEAST = 3;

/**
 * Whether names, numbers and addresses are covered on the screen, and which names there are. Every name that the engine
 * tells is heard on its way into the window, so no screen has to do anything.
 */
export class Masking {
  #wanted = $state(false);
  #ruled = $state(false);
  readonly #names = new SvelteSet<string>();
  readonly #pattern = $derived(patternOf(this.#names));

  /** They are covered. */
  get on(): boolean {
    return this.#wanted || this.#ruled;
  }

  /** The policy covers them always. */
  get ruled(): boolean {
    return this.#ruled;
  }

  /** What finds the names in a text. */
  get pattern(): RegExp | null {
    return this.#pattern;
  }

  /** Covers them, or shows them again where the policy lets one. */
  toggle(): void {
    this.#wanted = !this.#wanted;
  }

  /** Says what the policy says. */
  rule(masked: boolean): void {
    this.#ruled = masked;
  }

  /** Hears the names in what the engine tells. */
  hear(told: unknown): void {
    namesIn(told, (name) => {
      const trimmed = name.trim();
      if (trimmed.length >= LEAST && /\p{L}/u.test(trimmed)) this.#names.add(trimmed);
    });
  }

  /** The host, with an ear on it. */
  over(host: Host): Host {
    const hear = <T>(told: T): T => {
      this.hear(told);
      return told;
    };
    return {
      call: async <C extends Command>(command: C, ...request: Request<C>): Promise<Answer<C>> =>
        hear(await host.call(command, ...request)),
      listen: (listener) => host.listen((announcement) => listener(hear(announcement))),
      readPreferences: () => host.readPreferences(),
      writePreferences: (preferences) => host.writePreferences(preferences),
      copy: (text) => host.copy(text),
    };
  }
}
