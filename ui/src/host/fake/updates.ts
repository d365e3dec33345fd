/** The stand-in's newer versions. */
import type { UpdatesState, UpdatesView } from "../bindings";
import type { Handlers } from "./commands";
import type { World } from "./world";

const VERSION = "0.2.0";
const FILE = "/var/lib/callside/updates/callside_0.2.0_amd64.deb";

/** What the stand-in knows of newer versions. */
export class FakeUpdates {
  view: UpdatesView = { version: "0.1.0", checked: null, state: { kind: "unknown" } };
  /** What the next look finds. */
  finds: UpdatesState = { kind: "current" };

  /** It stands like this now. */
  become(world: World, state: UpdatesState): UpdatesView {
    this.view = { ...this.view, checked: this.view.checked ?? world.now() - 60_000, state };
    world.tell({ kind: "updates" });
    return this.view;
  }

  /** There is a newer version. */
  offer(world: World, install = true): void {
    this.become(world, { kind: "newer", version: VERSION, install, put_off: false });
  }
}

/** The stand-in's answers about newer versions. */
export function updateHandlers(
  world: World,
): Pick<Handlers, "updates" | "check_updates" | "install_update" | "put_off_update"> {
  const { updates } = world;
  return {
    updates: () => updates.view,
    check_updates: () => {
      updates.view = { ...updates.view, checked: world.now() };
      return updates.become(world, updates.finds);
    },
    install_update: () => updates.become(world, { kind: "ready", version: VERSION, file: FILE }),
    put_off_update: () =>
      updates.become(world, { kind: "newer", version: VERSION, install: true, put_off: true }),
  };
}
