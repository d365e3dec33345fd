/** The host of the real window. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Announcement } from "./bindings";
import { asUiError, type Host, type Preferences } from "./host";

/** Name of the one event that carries announcements; as in `src-tauri/ipc/announcement.rs`. */
const EVENT = "announcement";

/** File of the window's preferences in the app's data folder. */
const PREFERENCES = "preferences.json";

/*
 * The store plugin is spoken to without its npm package: that one is a minor version behind the crate, and Tauri's
 * bundler refuses to build with two different ones. The four commands are those of the plugin's own JavaScript.
 * The window may not open files: the shell has opened this one before it made the window.
 */
let opened: Promise<number> | undefined;

function store(): Promise<number> {
  opened ??= invoke<number>("plugin:store|get_store", { path: PREFERENCES });
  return opened;
}

/** Connects to the engine behind the window. */
export function tauriHost(): Host {
  return {
    async call(command, ...request) {
      try {
        return await invoke(command, request.length === 0 ? {} : { request: request[0] });
      } catch (thrown) {
        throw asUiError(thrown);
      }
    },
    listen: (hear) => listen<Announcement>(EVENT, (event) => hear(event.payload)),
    async readPreferences() {
      const entries = await invoke<[string, unknown][]>("plugin:store|entries", { rid: await store() });
      return Object.fromEntries(entries) as Partial<Preferences>;
    },
    async writePreferences(preferences) {
      const rid = await store();
      for (const [key, value] of Object.entries(preferences)) {
        await invoke("plugin:store|set", { rid, key, value });
      }
      await invoke("plugin:store|save", { rid });
    },
    copy: (text) => navigator.clipboard.writeText(text),
  };
}
