import type { Words } from "../en/en";
import { desk } from "./desk";
import { frame } from "./frame";
import { lists } from "./lists";
import { settings } from "./settings";
import { setup } from "./setup";
import { start } from "./start";

/** German. */
export const de: Words = {
  locale: "de",
  name: "Deutsch",
  ...frame,
  ...start,
  ...desk,
  ...lists,
  ...settings,
  ...setup,
};
