import type { WorkCountsView } from "../host/bindings";
import type { Host } from "../host/host";
import { Reread } from "./reread";

const NONE: WorkCountsView = { unlogged: 0, callbacks: 0, due: 0, refused: 0, mine: 0 };

/** How much is open for whoever is signed in. */
export class OpenWork {
  #host: Host;
  #counts = $state.raw<WorkCountsView>(NONE);

  constructor(host: Host) {
    this.#host = host;
  }

  /** As last read. */
  get counts(): WorkCountsView {
    return this.#counts;
  }

  /** What wants somebody now: all but callbacks whose time has not come. */
  get due(): number {
    return this.#counts.unlogged + this.#counts.due + this.#counts.refused;
  }

  /** Reads it anew. While the database is not open, nothing is. */
  readonly read = new Reread(async () => {
    this.#counts = await this.#host.call("work_counts").catch(() => this.#counts);
  }).now;
}
