import type { ColleaguesView, UiError, WorkListView, WorkRowView } from "../../host/bindings";
import { asUiError } from "../../host/host";
import { Deed } from "../../state/deed.svelte";
import type { House } from "../../state/house.svelte";

/** What was done last and can be taken back. */
export interface LastDeed {
  told: string;
  kind: string;
  call: string;
}

/** The lists of what is still to be done. Which one is looked at outlives the screen. */
export class Work {
  readonly doing = new Deed();
  #house: House;
  #list = $state<WorkListView>("unlogged");
  #rows = $state.raw<WorkRowView[]>([]);
  #next = $state<number | null>(null);
  #read = $state(false);
  #problem = $state.raw<UiError | null>(null);
  #last = $state.raw<LastDeed | null>(null);
  #colleagues = $state.raw<ColleaguesView | null>(null);
  #turn = 0;

  constructor(house: House) {
    this.#house = house;
  }

  /** The list that is looked at. */
  get list(): WorkListView {
    return this.#list;
  }
  /** What was read of it. */
  get rows(): WorkRowView[] {
    return this.#rows;
  }
  /** At least one page was read. */
  get read(): boolean {
    return this.#read;
  }
  /** Why it could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }
  /** What can be taken back. */
  get last(): LastDeed | null {
    return this.#last;
  }
  /** To whom work can be given; `null` before it was asked. */
  get colleagues(): ColleaguesView | null {
    return this.#colleagues;
  }
  /** What kind of work the rows are. */
  get kind(): "unlogged" | "callback" | "refused" {
    return ({ unlogged: "unlogged", callbacks: "callback", refused: "refused" } as const)[this.#list];
  }

  /** Whether a row can be given: of refused writes those that log a call, by whoever looks after the team. */
  mayGive({ call, entry }: WorkRowView): boolean {
    if (this.#list !== "refused") return call !== null;
    const logs =
      entry === null || (entry.state.kind === "refused" && !entry.is_action && entry.elsewhere === null);
    return call !== null && logs && this.#house.supervises;
  }

  /** Whether a row can be taken off undone: a refused write comes to its end where it waits. */
  get mayDismiss(): boolean {
    return this.#list !== "refused";
  }

  /** Looks at another list. */
  async show(list: WorkListView): Promise<void> {
    this.#list = list;
    this.#rows = [];
    this.#read = false;
    await this.load();
  }

  /** Reads as much as was read, anew: what is done goes, and the rest stays where it is. */
  async load(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const wanted = this.#rows.length;
    try {
      let page = await this.#house.host.call("work", { list: this.#list, before: null });
      const rows = [...page.rows];
      while (rows.length < wanted && page.next !== null) {
        page = await this.#house.host.call("work", { list: this.#list, before: page.next });
        rows.push(...page.rows);
      }
      if (turn !== this.#turn) return;
      [this.#rows, this.#next, this.#problem, this.#read] = [rows, page.next, null, true];
    } catch (thrown) {
      if (turn === this.#turn) this.#problem = asUiError(thrown);
    }
  }

  /** Reads the next page, where there is one. */
  async more(): Promise<void> {
    if (this.#next === null) return;
    const [turn, before] = [this.#turn, this.#next];
    this.#next = null;
    try {
      const page = await this.#house.host.call("work", { list: this.#list, before });
      if (turn === this.#turn) [this.#rows, this.#next] = [[...this.#rows, ...page.rows], page.next];
    } catch (thrown) {
      if (turn === this.#turn) this.#problem = asUiError(thrown);
    }
  }

  /** Asks to whom work can be given. */
  async readColleagues(): Promise<void> {
    this.#colleagues = (await this.doing.run(() => this.#house.host.call("colleagues"))) ?? this.#colleagues;
  }

  /** Gives a row to somebody, or to nobody; whether it was given. */
  async give(row: WorkRowView, to: string | null, note: string): Promise<boolean> {
    const [kind, call] = [this.kind, row.call];
    if (call === null) return false;
    return this.#change(() => this.#house.host.call("give_work", { kind, call, to, note }));
  }

  /** Takes a row off the list; it can be put back. */
  async settle(row: WorkRowView, how: string, told: string): Promise<boolean> {
    const [kind, call] = [this.kind, row.call];
    if (call === null) return false;
    const done = await this.#change(() => this.#house.host.call("settle_work", { kind, call, how }));
    if (done) this.#last = { told, kind, call };
    return done;
  }

  /** Puts back what was taken off last. */
  async undo(): Promise<void> {
    const last = this.#last;
    if (last === null) return;
    const { kind, call } = last;
    if (await this.#change(() => this.#house.host.call("settle_work", { kind, call, how: null }))) {
      this.#last = null;
      this.#house.said.say(this.#house.words.work.undone);
    }
  }

  /** Goes to where a row is worked on: the desk with its caller looked up anew, the outbox, or all of a call elsewhere. */
  async open(row: WorkRowView): Promise<void> {
    const { call } = row;
    if (row.elsewhere !== null && call !== null) this.#house.place.openStory(call);
    else if (this.#list === "refused") this.#house.place.go("outbox");
    else if (call !== null) {
      const ready = await this.doing.run(async () => {
        if (this.#list === "unlogged") await this.#house.host.call("take_up", { call });
        return true;
      });
      if (ready) await this.#house.open(call);
    }
  }

  async #change(work: () => Promise<null>): Promise<boolean> {
    const done = await this.doing.run(async () => {
      await work();
      return true;
    });
    if (done) await this.load();
    return done === true;
  }
}
