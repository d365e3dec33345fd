/** What an admin sets up: one tab for each part of the configuration. A part adds its line here and brings its screen. */
import type { Component } from "svelte";
import type { IconName } from "../../parts/icons";
import type { Words } from "../../words/words.svelte";
import AutomationsTab from "./automations/AutomationsTab.svelte";
import ConsoleTab from "./console/ConsoleTab.svelte";
import Ivr from "./Ivr.svelte";
import LookUpsTab from "./look-ups/LookUpsTab.svelte";
import ActionsTab from "./actions/ActionsTab.svelte";
import OrgCheck from "./OrgCheck.svelte";
import RehearsalTab from "./rehearsal/RehearsalTab.svelte";
import FieldsTab from "./rules/FieldsTab.svelte";
import OutcomesTab from "./rules/OutcomesTab.svelte";
import PhoneFieldsTab from "./phone-fields/PhoneFieldsTab.svelte";
import PopFields from "./PopFields.svelte";
import Phones from "./Phones.svelte";

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
  { id: "look-ups", icon: "search", label: (words) => words.lookUps.tab, view: LookUpsTab },
  { id: "console", icon: "pencil", label: (words) => words.console.tab, view: ConsoleTab },
  { id: "org", icon: "check", label: (words) => words.setup.org, view: OrgCheck },
  { id: "fields", icon: "pencil", label: (words) => words.rules.fieldsTab, view: FieldsTab },
  { id: "outcomes", icon: "task", label: (words) => words.rules.outcomesTab, view: OutcomesTab },
  { id: "rehearsal", icon: "history", label: (words) => words.rules.rehearsalTab, view: RehearsalTab },
  { id: "pop_fields", icon: "pencil", label: (words) => words.popFields.tab, view: PopFields },
  { id: "phone_fields", icon: "search", label: (words) => words.phoneFields.tab, view: PhoneFieldsTab },
  { id: "automations", icon: "build", label: (words) => words.automations.tab, view: AutomationsTab },
  { id: "actions", icon: "task", label: (words) => words.actions.setup, view: ActionsTab },
  { id: "phones", icon: "phone", label: (words) => words.phoneSetup.tab, view: Phones },
  { id: "ivr", icon: "ringing", label: (words) => words.phoneSetup.ivrTab, view: Ivr },
];
