/** What an admin sets up: one tab for each part of the configuration. A part adds its line here and brings its screen. */
import type { Component } from "svelte";
import type { IconName } from "../../parts/icons";
import type { Words } from "../../words/words.svelte";
import OrgCheck from "./OrgCheck.svelte";
import PopFields from "./PopFields.svelte";

/** One part of the configuration. */
export interface SetupTab {
  /** Stays the same in every language; also what {@link Place.tab} remembers. */
  id: string;
  icon: IconName;
  label: (words: Words) => string;
  /**
   * Fills the space beside the tabs and scrolls by itself where it must. It is made anew whenever the tab is opened:
   * what is typed in it belongs to a state that outlives it (`house.one(SomeForm)`).
   */
  view: Component;
}

/** In the order of the tabs. */
export const TABS: readonly SetupTab[] = [
  { id: "org", icon: "check", label: (words) => words.setup.org, view: OrgCheck },
  { id: "pop_fields", icon: "pencil", label: (words) => words.popFields.tab, view: PopFields },
];
