import { type HelpPage, readPages } from "../../help/pages";
import { type Found, search } from "../../help/search";

/** The guide as it is read: what was searched for and which page lies open outlive the screen. */
export class Help {
  #pages = $state.raw<HelpPage[]>([]);
  #open = $state.raw<HelpPage | null>(null);
  #typed = $state("");
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

  /** Reads the pages, once. */
  async read(): Promise<void> {
    if (this.#pages.length === 0) this.#pages = await readPages();
  }

  /** Opens a page by its file; a page that there is not leaves the one that lies open. */
  show(file: string): void {
    this.#open = this.#pages.find((page) => page.file === file) ?? this.#open;
  }

  /** Back to the list. */
  close(): void {
    this.#open = null;
  }

  /** Searches. */
  type(text: string): void {
    this.#typed = text;
    this.#open = null;
  }
}
