import { type HelpPage, readPages } from "../../help/pages";
import { type Found, search } from "../../help/search";
import type { Language } from "../../host/bindings";

/** The guide as it is read: what was searched for and which page lies open outlive the screen, and another language. */
export class Help {
  #pages = $state.raw<HelpPage[]>([]);
  #file = $state<string | null>(null);
  #typed = $state("");
  /** In which the guide was asked for last. */
  #language: Language | null = null;
  readonly #open = $derived(this.#pages.find((page) => page.file === this.#file) ?? null);
  readonly #found = $derived.by<Found[]>(() => search(this.#pages, this.#typed));

  /** Every page; none before they are read. */
  get pages(): readonly HelpPage[] {
    return this.#pages;
  }
  /** The page that lies open. */
  get open(): HelpPage | null {
    return this.#open;
  }
  /** What was typed. */
  get typed(): string {
    return this.#typed;
  }
  /** Where the guide says something of it. */
  get found(): readonly Found[] {
    return this.#found;
  }

  /** Reads the pages for a language, once. When two are on their way, the one that was asked for last is shown. */
  async read(language: Language): Promise<void> {
    if (this.#language === language) return;
    this.#language = language;
    const pages = await readPages(language);
    if (this.#language === language) this.#pages = pages;
  }

  /** Opens a page by its file; a page that there is not leaves the one that lies open. */
  show(file: string): void {
    if (this.#pages.some((page) => page.file === file)) this.#file = file;
  }

  /** Back to the list. */
  close(): void {
    this.#file = null;
  }

  /** Searches. */
  type(text: string): void {
    this.#typed = text;
    this.#file = null;
  }
}
