import type { Words } from "../en/en";
import { automations } from "./automations";
import { actions } from "./actions";
import { assistance } from "./assistance";
import { compact } from "./compact";
import { desk } from "./desk";
import { file } from "./file";
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
import { phoneRecords } from "./phone-records";
import { phones } from "./phones";
import { phoneTroubles } from "./phone-troubles";
import { settings } from "./settings";
import { setup } from "./setup";
import { start } from "./start";
import { team } from "./team";
import { work } from "./work";
import { wallboard } from "./wallboard";
import { told } from "./told";
import { help } from "./help";
import { workday } from "./workday";
import { wrong } from "./wrong";

/** Spanish. */
export const es: Words = {
  locale: "es",
  name: "Español",
  direction: "ltr",
  pair: (label, value) => `${label}: ${value}`,
  ...actions,
  ...file,
  ...compact,
  ...firstRun,
  ...frame,
  ...start,
  ...desk,
  ...lists,
  ...rules,
  ...phoneRecords,
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
  ...workday,
  ...wrong,
  ...automations,
  ...lookUps,
  ...team,
  ...work,
  ...wallboard,
  ...assistance,
};
