import type { SettingsChange } from "./bindings";

/** A change of the settings that changes nothing: what is to change is put into it. */
export const NO_CHANGE: SettingsChange = {
  home_region: null,
  api_version: null,
  client_id: null,
  toast: null,
  do_not_disturb: null,
  after_call_seconds: null,
  aircall_token: null,
  phone_secret: null,
};
