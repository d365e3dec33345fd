import "@fontsource-variable/inter/wght.css";
import { mount } from "svelte";
import "./theme/tokens.css";
import "./theme/base.css";
import type { Host } from "./host/host";
import { tauriHost } from "./host/tauri";
import App from "./screens/frame/App.svelte";
import { House } from "./state/house.svelte";

declare global {
  interface Window {
    /** For the browser's console and for pictures; not in a production build. */
    callsideHouse?: House;
  }
}

/** In a browser without the engine, development builds have a stand-in. A production build does not contain it. */
async function host(): Promise<Host> {
  if (import.meta.env.MODE === "production" || "__TAURI_INTERNALS__" in window) return tauriHost();
  const { browserFake } = await import("./host/fake/browser");
  return browserFake(new URLSearchParams(location.search));
}

async function start(): Promise<void> {
  const house = new House(await host());
  if (import.meta.env.MODE !== "production") window.callsideHouse = house;
  // Read before anything is shown: no colour and no language flashes.
  await house.preferences.load().catch(() => undefined);
  const target = document.getElementById("window");
  if (target) mount(App, { target, props: { house } });
}

void start();
