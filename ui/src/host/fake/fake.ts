/** A host without an engine: for development in a browser, for tests and for pictures. It never ships. */
import type { PopView } from "../bindings";
import type { Answer, Command, Host, Preferences, Request } from "../host";
import { type Kind, live, ringing } from "./calls";
import { handlers, sent } from "./commands";
import { pastCalls } from "./rows";
import { World } from "./world";

/** A command as it was asked for. */
export interface AskedFor {
  command: Command;
  request: unknown;
}

/** The stand-in, with the strings to pull. */
export interface FakeHost extends Host {
  readonly world: World;
  /** Everything that was asked for, in order. */
  readonly asked: AskedFor[];
  /** Texts that were copied. */
  readonly copied: string[];
  /** Places a call; it rings with what this machine knows. */
  ring(kind: Kind, call?: string): PopView;
  /** Salesforce answers. */
  answerLive(call: string): void;
  /** The agent talks. */
  talk(call: string): void;
  /** The call is over. */
  hangUp(call: string): void;
  /** The next entry that waits is sent. */
  send(): void;
  /** What a command does instead, until it is given back. */
  override<C extends Command>(command: C, handle: (...request: Request<C>) => Promise<Answer<C>>): void;
}

/** Makes a stand-in. `kept`: preferences from the last start. */
export function fakeHost(now: () => number = Date.now, kept: Partial<Preferences> = {}): FakeHost {
  const world = new World(now);
  world.past = pastCalls(240, now());
  const all = handlers(world);
  const asked: AskedFor[] = [];
  const copied: string[] = [];
  const overridden = new Map<Command, unknown>();
  // Who works here has seen the first steps; a test of them says otherwise.
  let preferences: Partial<Preferences> = { first_run: { at: "sign_in", done: [], over: true }, ...kept };
  let placed = 0;

  return {
    world,
    asked,
    copied,
    async call<C extends Command>(command: C, ...request: Request<C>): Promise<Answer<C>> {
      asked.push({ command, request: request[0] });
      const other = overridden.get(command) as ((...request: Request<C>) => Promise<Answer<C>>) | undefined;
      if (other) return other(...request);
      // One turn of the event loop, as any real answer takes.
      await Promise.resolve();
      return structuredClone(all[command](structuredClone(request[0]) as never)) as Answer<C>;
    },
    listen: (hear) => Promise.resolve(world.listen((announcement) => hear(structuredClone(announcement)))),
    readPreferences: () => Promise.resolve(preferences),
    writePreferences: (written) => {
      preferences = written;
      return Promise.resolve();
    },
    copy: (text) => {
      copied.push(text);
      return Promise.resolve();
    },
    ring(kind, call = `five9:${(placed += 1)}`) {
      const pop = ringing(call, kind, now());
      world.arrive(pop);
      return pop;
    },
    answerLive(call) {
      const pop = world.pops.get(call);
      if (pop) world.change(call, live(pop));
    },
    talk: (call) => void world.change(call, { phase: "talking", answered_at: now() }),
    hangUp: (call) => {
      const phase = world.pops.get(call)?.saved ? "saved" : "wrap_up";
      world.change(call, { phase, ended_at: now() });
    },
    send() {
      const next = [...world.entries.values()].find((entry) => entry.state.kind === "waiting");
      if (next) world.settle(next.id, sent(world));
    },
    override: (command, handle) => void overridden.set(command, handle),
  };
}
