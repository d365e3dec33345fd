import type { Words } from "../en/en";
import { automations } from "./automations";
import { actions } from "./actions";
import { assistance } from "./assistance";
import { compact } from "./compact";
import { desk } from "./desk";
import { firstRun } from "./first-run";
import { frame } from "./frame";
import { lists } from "./lists";
import { rules } from "./rules";
import { selfTest } from "./self-test";
import { policy } from "./policy";
import { olderCalls } from "./older-calls";
import { privacy } from "./privacy";
import { phoneFields } from "./phone-fields";
import { popFields } from "./pop-fields";
import { sentences } from "./sentences";
import { lookUps } from "./look-ups";
import { relay } from "./relay";
import { updates } from "./updates";
import { phones } from "./phones";
import { phoneTroubles } from "./phone-troubles";
import { settings } from "./settings";
import { setup } from "./setup";
import { start } from "./start";
import { told } from "./told";
import { help } from "./help";
import { file } from "./file";
import { phoneRecords } from "./phone-records";
import { team } from "./team";
import { work } from "./work";
import { wallboard } from "./wallboard";
import { workday } from "./workday";
import { wrong } from "./wrong";

/** Arabic. */
export const ar: Words = {
  locale: "ar",
  name: "العربية",
  direction: "rtl",
  pair: (label, value) => `${label}: ${value}`,
  ...actions,
  ...compact,
  ...firstRun,
  ...frame,
  ...start,
  ...desk,
  ...lists,
  ...rules,
  ...phones,
  ...phoneTroubles,
  ...settings,
  ...relay,
  ...updates,
  ...setup,
  ...phoneFields,
  ...popFields,
  ...policy,
  ...olderCalls,
  ...privacy,
  ...selfTest,
  ...sentences,
  ...told,
  ...help,
  ...file,
  ...phoneRecords,
  ...team,
  ...work,
  ...wallboard,
  ...assistance,
  ...workday,
  ...wrong,
  ...automations,
  ...lookUps,
};
