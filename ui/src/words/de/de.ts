import type { Words } from "../en/en";
import { desk } from "./desk";
import { frame } from "./frame";
import { lists } from "./lists";
import { popFields } from "./pop-fields";
import { sentences } from "./sentences";
import { settings } from "./settings";
import { setup } from "./setup";
import { start } from "./start";
import { told } from "./told";

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
  ...popFields,
  ...sentences,
  ...told,
};
