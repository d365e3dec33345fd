/** The stand-in's requests for help, both ends of them. */
import type { AdviceView, AssistanceView, MyRequestView, PopView, TheirRequestView } from "../bindings";
import type { Handlers } from "./commands";
import type { World } from "./world";

/** Requests for help, with the strings to pull. */
export class FakeAssistance {
  view: AssistanceView = { way: "no_relay", mine: null, theirs: [], look: null };
  /** What the agent who asks sees. */
  seen: PopView | null = null;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Something is different. */
  change(to: Partial<AssistanceView>): void {
    this.view = { ...this.view, ...to };
    this.#world.tell({ kind: "assistance" });
  }

  /** The agent's own request is different. */
  changeMine(to: Partial<MyRequestView>): void {
    if (this.view.mine) this.change({ mine: { ...this.view.mine, ...to } });
  }

  /** An agent of the team asks. */
  asks(name: string, call: string, minutes: number): void {
    const now = this.#world.now();
    const row: TheirRequestView = {
      person: `${name.toLowerCase().replace(/\s/g, ".")}@example.com`,
      call,
      name,
      queue: "Billing",
      since: now - minutes * 60_000,
      looking: [],
      notes: [],
    };
    this.change({ way: "open", theirs: [...this.view.theirs, row] });
  }

  /** A note, written now. */
  note(by: string, text: string): AdviceView {
    return { at: this.#world.now(), by, text };
  }

  /** The stand-in's answers. */
  handlers(): Pick<
    Handlers,
    "assistance" | "ask_assistance" | "take_back_assistance" | "look_at_request" | "leave_request" | "advise"
  > {
    const becomes = (to: Partial<AssistanceView>): AssistanceView => (this.view = { ...this.view, ...to });
    return {
      assistance: () => this.view,
      ask_assistance: ({ call }) =>
        becomes({ mine: { call, since: this.#world.now(), told: 2, looking: [], notes: [] } }),
      take_back_assistance: () => becomes({ mine: null }),
      look_at_request: ({ person, call }) =>
        becomes({
          look: {
            person,
            call,
            sees: this.seen === null ? { kind: "nothing" } : { kind: "pop", pop: this.seen },
          },
          theirs: this.view.theirs.map((row) =>
            row.person === person ? { ...row, looking: ["Dana Whitfield"] } : row,
          ),
        }),
      leave_request: () =>
        becomes({ look: null, theirs: this.view.theirs.map((row) => ({ ...row, looking: [] })) }),
      advise: ({ person, text }) => {
        if (text.includes("#offline")) return "not_reached";
        if (!this.view.theirs.some((row) => row.person === person)) return "over";
        const notes = (row: TheirRequestView) => [...row.notes, this.note("Dana Whitfield", text.trim())];
        this.change({
          theirs: this.view.theirs.map((row) =>
            row.person === person ? { ...row, notes: notes(row) } : row,
          ),
        });
        return "sent";
      },
    };
  }
}
