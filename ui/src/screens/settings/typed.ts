import type { SettingsChange, SettingsView } from "../../host/bindings";
import { NO_CHANGE } from "../../host/no-change";

/** The texts of the settings form. */
export interface Typed {
  home_region: string;
  api_version: string;
  client_id: string;
  aircall_token: string;
  phone_secret: string;
}

/** Inputs that cannot be kept as they are. */
export type Faults = Partial<Record<keyof Typed, true>>;

/** Oldest API version that Callside speaks. */
const OLDEST_API = 59;

/** The form of kept settings. */
export function typedOf(kept: SettingsView): Typed {
  const { home_region, api_version, client_id, door } = kept;
  return {
    home_region,
    api_version,
    client_id,
    aircall_token: door.aircall_token,
    phone_secret: door.phone_secret,
  };
}

/** What differs from what is kept; `null` when nothing does. */
export function changeOf(kept: SettingsView, typed: Typed): SettingsChange | null {
  const before = typedOf(kept);
  const changed = (key: keyof Typed) => (typed[key].trim() === before[key] ? null : typed[key].trim());
  const region = changed("home_region");
  const change: SettingsChange = {
    ...NO_CHANGE,
    home_region: region === null ? null : region.toUpperCase(),
    api_version: changed("api_version"),
    client_id: changed("client_id"),
    aircall_token: changed("aircall_token"),
    phone_secret: changed("phone_secret"),
  };
  return Object.values(change).some((value) => value !== null) ? change : null;
}

/** What cannot be kept. */
export function faultsOf(typed: Typed): Faults {
  const faults: Faults = {};
  if (!/^[a-z]{2}$/i.test(typed.home_region.trim())) faults.home_region = true;
  const version = /^(\d{2,3})\.0$/.exec(typed.api_version.trim());
  if (!version || Number(version[1]) < OLDEST_API) faults.api_version = true;
  return faults;
}
