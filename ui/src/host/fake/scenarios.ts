/** Situations to start the stand-in in: `?fake=NAME` in a development build. */
import type { DraftView, EntryView, PhoneFailure, RelayStateView, RelayView } from "../bindings";
import { stale } from "./calls";
import { EMPTY_DRAFT } from "./defaults";
import type { FakeHost } from "./fake";
import { lookUpsOf } from "./look-ups";
import { FILLING, logged, rated } from "./older-calls";
import { cases } from "./people";
import { ALL_OFFERS, NO_OFFERS, REMEMBERED } from "./phones";
import { TROUBLED } from "./self-test";
import type { World } from "./world";

type Scenario = (fake: FakeHost) => Promise<void> | void;

const NOTES = "October invoice still on the old rate. Wants the corrected invoice and a call tomorrow at 10.";

const SESSIONS: Record<string, Scenario> = {
  "signed-out": ({ world }) => world.setSession({ kind: "signed_out", reason: null }),
  "signed-out-why": ({ world }) =>
    world.setSession({
      kind: "signed_out",
      reason: { say: "not_revoked" },
    }),
  "signing-in": async (fake) => {
    await fake.call("sign_in", { kind: "production" });
  },
  "no-keychain": ({ world }) =>
    world.setSession({
      kind: "no_keychain",
      keychain: "no_keychain",
    }),
  "no-database": ({ world }) =>
    world.setSession({
      kind: "no_database",
      trouble: { kind: "corrupt", copied_to: "callside.db.damaged-2026-11-20" },
    }),
  expired: (fake) => {
    fake.world.session = { kind: "expired", name: "Dana Whitfield" };
    fake.world.connections = {
      salesforce: { kind: "down", reason: { say: "sign_in_again" } },
      salesforce_down_since: null,
      door: { kind: "up" },
      api_used_percent: null,
      pace: "go",
    };
    const { call } = fake.ring("known");
    fake.world.change(call, stale(fake.world.now(), true));
    fake.talk(call);
  },
};

const TEAMS: Record<string, Scenario> = {
  supervisor: ({ world }) => {
    world.supervises = true;
    const [first] = world.past;
    world.work.flags.set(first?.call ?? "", [
      {
        id: "flag-0",
        kind: "coach",
        comment: "Ask for the order number before the address. Otherwise well done.",
        for_agent: true,
        by: "grace@acme.example",
        at: world.now() - 3_600_000,
        resolved: null,
      },
    ]);
  },
  "supervisor-relay": ({ world }) => {
    world.supervises = true;
    world.work.others = ["lucia@acme.example", "tom@acme.example"];
    world.work.given.set("unlogged:past:11", {
      to: "tom@acme.example",
      by: "dana@acme.example",
      at: world.now() - 1_800_000,
      note: "You had her last week.",
      mine: false,
      by_me: true,
    });
    world.work.elsewhere = world.past.slice(4, 6).map((row, i) => ({
      key: row.call,
      call: row.call,
      entry: null,
      who: i === 0 ? row.who : null,
      number: row.number.kind === "number" ? row.number.text : "?",
      dial: null,
      queue: row.queue,
      at: row.at,
      talk_s: row.talk_s,
      because: i === 0 ? "Interested" : "Booked / Meeting Set",
      elsewhere: {
        desk: i === 0 ? "tom@acme.example" : "lucia@acme.example",
        because: i === 0 ? "not_allowed" : "rule",
        asked: false,
      },
      tries: 0,
      given: null,
    }));
  },
  rated: ({ world }) => {
    world.supervises = true;
    world.satisfaction = rated(world.now());
  },
  filling: ({ world }) => {
    world.supervises = true;
    world.fill = FILLING;
  },
  filled: ({ world }) => {
    world.supervises = true;
    world.fill = {
      ...FILLING,
      state: "done",
      read: 48_200,
      new: 47_120,
      known: 1080,
      per_second: null,
      left_s: null,
    };
    world.past = [...logged(world.now()), ...world.past];
  },
  wallboard: ({ world }) => {
    world.supervises = true;
    world.wall.fill(500);
  },
  "wallboard-old": ({ world }) => {
    world.supervises = true;
    world.wall.fill(24);
    world.wall.standing = { kind: "old", since: world.now() - 4 * 60_000 };
  },
};

const UPDATES: Record<string, Scenario> = {
  "update-off": ({ world }) => void world.updates.become(world, { kind: "off", because: "repository" }),
  "update-newer": ({ world }) => world.updates.offer(world),
  "update-by-it": ({ world }) => world.updates.offer(world, false),
  "update-fetching": ({ world }) =>
    void world.updates.become(world, { kind: "fetching", version: "0.2.0", percent: 42 }),
  "update-ready": async (fake) => {
    await fake.call("install_update");
  },
  "update-forged": ({ world }) => void world.updates.become(world, { kind: "failed", trouble: "forged" }),
};

const ASSISTANCE: Record<string, Scenario> = {
  "help-asked": (fake) => {
    const { assistance, now } = fake.world;
    const call = talking(fake, "known", { notes: "Wants 25 % off the renewal, or she leaves." });
    const mine = { call, since: now() - 65_000, told: 1, looking: ["Grace Lind"] };
    const note = assistance.note(
      "Grace Lind",
      "Offer 10 % for two years. Not more; I call her if she says no.",
    );
    assistance.change({ way: "open", mine: { ...mine, notes: [{ ...note, at: now() - 5_000 }] } });
  },
  "help-offered": (fake) => {
    fake.world.assistance.change({ way: "open" });
    talking(fake, "known", {});
  },
  "help-wanted": (fake) => {
    const { world } = fake;
    world.supervises = true;
    const call = talking(fake, "known", { notes: "Wants 25 % off the renewal, or she leaves." });
    world.assistance.seen = world.pops.get(call) ?? null;
    world.pops.clear();
    world.front = null;
    world.assistance.asks("Priya Nair", call, 2);
    world.assistance.asks("Tom Becker", "five9:92", 1);
  },
};

type Up = Extract<RelayStateView, { kind: "up" }>;

/** A relay that is linked. */
function linked(but: Partial<Up> = {}): RelayView {
  const up: Up = {
    kind: "up",
    relay: "relay-a",
    person: "dana.whitfield@example.com",
    role: "agent",
    fallback: false,
  };
  return { address: "https://relay.example.com", state: { ...up, ...but }, tells: "off" };
}

const RELAYS: Record<string, Scenario> = {
  "relay-up": ({ world }) => {
    world.relay = { ...linked({ fallback: true }), tells: "calls_and_notes" };
  },
  "relay-admin": ({ world }) => {
    world.relay = linked({ person: "ines.castro@example.com", role: "admin" });
    const minute = 60_000;
    world.parked = {
      relays: ["relay-a", "relay-b"],
      silent: ["relay-c"],
      total: 3,
      rows: [
        {
          at: world.now() - 48 * minute,
          reason: "unknown_agent",
          provider: "Five9",
          names: [
            { what: "agent", text: "p.nair" },
            { what: "campaign", text: "Spring renewal" },
            { what: "call", text: "five9:300000000012345" },
            { what: "relay", text: "relay-b" },
          ],
        },
        {
          at: world.now() - 20 * minute,
          reason: "unmapped_campaign",
          provider: "Five9",
          names: [
            { what: "campaign", text: "Onboarding EMEA" },
            { what: "call", text: "five9:300000000012399" },
            { what: "relay", text: "relay-a" },
          ],
        },
        {
          at: world.now() - 5 * minute,
          reason: "unassigned_record",
          provider: null,
          names: [
            { what: "object", text: "Case" },
            { what: "record", text: "500Hs00001abcDEIAY" },
            { what: "relay", text: "relay-a" },
          ],
        },
      ],
    };
  },
  ruled: ({ world }) => {
    ruled(world);
  },
  "ruled-faulty": ({ world }) => {
    ruled(world);
    world.settings.policy.faults = [
      { fault: "unknown", key: "home_regoin", nearest: "home_region" },
      { fault: "not_allowed", key: "undo_seconds", allowed: { kind: "number", least: 0, most: 60 } },
    ];
  },
  troubled: ({ world }) => {
    world.selfTest = TROUBLED;
  },
  "relay-down": ({ world }) => {
    world.relay = {
      address: "https://relay.example.com",
      state: { kind: "waiting", reason: "unreachable" },
      tells: "off",
    };
  },
  "relay-sign-in": ({ world }) => {
    world.relay = { address: "https://relay.example.com", state: { kind: "sign_in_needed" }, tells: "off" };
  },
};

/** A phone system that can do everything, and Sticky Calls that remembers. */
const PHONES: Record<string, Scenario> = {
  "phone-talking": (fake) => {
    fake.world.canDial = true;
    const { call } = fake.ring("known");
    fake.answerLive(call);
    fake.talk(call);
    fake.world.change(call, {
      offers: ALL_OFFERS,
      memory: REMEMBERED,
      hand_over: {
        to: "201",
        note: "Has been on hold for ten minutes. Wants a refund.",
        at: fake.world.now() - 60_000,
      },
    });
  },
  "phone-over": (fake) => {
    fake.world.canDial = true;
    const { call } = fake.ring("known");
    fake.answerLive(call);
    fake.talk(call);
    fake.hangUp(call);
    fake.world.change(call, { offers: { ...NO_OFFERS, dial: true, recording: true }, memory: REMEMBERED });
  },
  "phone-unknown": (fake) => {
    fake.world.canDial = true;
    const { call } = fake.ring("unknown");
    fake.hangUp(call);
    fake.world.change(call, { offers: { ...NO_OFFERS, dial: true } });
  },
  "recording-link": ({ world }) => {
    world.askedRecording = "aircall:780883160";
    world.tell({ kind: "recording" });
  },
  "outbox-untold": ({ world }) => {
    const told = (id: number, to: string, disposition: string, state: EntryView["state"]) =>
      world.entries.set(id, {
        id,
        call: "aircall:780883160",
        who: to,
        disposition,
        notes: "",
        created_at: world.now() - 300_000,
        attempts: 1,
        state,
        plan: { writes: [], left_out: [], at_desk: [] },
        told_to: to,
        can_cancel: state.kind !== "sent",
        elsewhere: null,
        is_action: false,
        can_undo: false,
        gone: [],
      });
    const failure: PhoneFailure = {
      system: "Sticky Calls",
      trouble: { kind: "no_credit" },
      symptom: "no_credit",
    };
    told(901, "Sticky Calls", "calls/end", { kind: "untold", failure });
    const trouble = "unreachable";
    told(902, "Aircall", "Hot lead", { kind: "waiting", trouble, next_at: world.now() + 60_000 });
    told(903, "Aircall", "Hot lead", { kind: "sent", at: world.now(), records: [], found_again: false });
    world.tell({ kind: "outbox", counts: world.counts() });
  },
  "phone-without": (fake) => {
    const { call } = fake.ring("known");
    fake.talk(call);
    fake.world.change(call, { memory: { kind: "failed", because: { kind: "no_credit" } } });
  },
};

const CALLS: Record<string, Scenario> = {
  idle: () => undefined,
  "idle-new": ({ world }) => void (world.past = []),
  "idle-busy": async (fake) => {
    wrappable(fake, "known");
    fake.ring("several");
    fake.world.front = null;
    fake.world.connections = {
      salesforce: { kind: "up" },
      salesforce_down_since: null,
      door: {
        kind: "down",
        reason: { say: "door_ports_taken", ports: [4731] },
      },
      api_used_percent: 91,
      pace: "stop",
    };
    await saved(fake, "#rule Needs a new offer");
  },
  ringing: (fake) => void fake.ring("known"),
  known: (fake) => void talking(fake, "known", { notes: NOTES, disposition: "callback_requested" }),
  interested: (fake) => void talking(fake, "known", { disposition: "interested" }),
  "look-ups": (fake) => {
    const call = talking(fake, "known", {});
    fake.world.putLookUps(call, lookUpsOf(fake.world.now()));
  },
  lead: (fake) => void talking(fake, "lead", {}),
  several: (fake) => void talking(fake, "several", {}),
  masked: (fake) => void talking(fake, "masked", {}),
  unknown: (fake) => void talking(fake, "unknown", {}),
  "unknown-form": (fake) =>
    void talking(fake, "unknown", {
      disposition: "interested",
      new_record: {
        object: "Lead",
        fields: { FirstName: "Dana", LastName: "", Company: "", Phone: "+1 415-555-0171" },
      },
    }),
  withheld: (fake) => void fake.ring("withheld"),
  internal: (fake) => void fake.ring("internal"),
  unreadable: (fake) => void fake.ring("unreadable"),
  hostile: (fake) => void talking(fake, "hostile", { notes: "<script>window.__ran=1</script>" }),
  stale: (fake) => {
    const call = talking(fake, "known", {});
    fake.world.change(call, stale(fake.world.now()));
  },
  "not-kept": (fake) => void talking(fake, "known", { notes: "Type #disk to see what happens." }),
  "two-calls": (fake) => {
    talking(fake, "known", { notes: NOTES });
    fake.ring("several");
  },
};

const OUTCOMES: Record<string, Scenario> = {
  outage: async (fake) => {
    await saved(fake, "#offline Call again", "no_answer");
    fake.world.connections = {
      ...fake.world.connections,
      salesforce: { kind: "down", reason: { say: "unreachable" } },
      salesforce_down_since: fake.world.now() - 23 * 60_000,
    };
    talking(fake, "several", {});
  },
  "saved-waiting": (fake) => saved(fake, NOTES),
  "saved-sent": async (fake) => {
    await saved(fake, NOTES);
    fake.send();
  },
  "saved-refused": (fake) => saved(fake, `#rule ${NOTES}`),
  outbox: async (fake) => {
    await saved(fake, NOTES, "interested");
    fake.send();
    await saved(fake, "#rule Wants a new offer", "interested");
    await saved(fake, "#changed Agreed to go on", "interested");
    await saved(fake, "#duplicate New buyer at Acme", "busy");
    await saved(fake, "#offline Call again", "no_answer");
    await saved(fake, "#offline For the other org", "busy");
    const [id, last] = [...fake.world.entries].at(-1) ?? [];
    if (id !== undefined && last) {
      const elsewhere = { username: "dana@sandbox.example", host: "acme--uat.sandbox.my.salesforce.com" };
      fake.world.entries.set(id, { ...last, elsewhere });
    }
    fake.world.paused = { say: "paused_until", at: fake.world.now() + 3 * 3_600_000 };
    fake.world.front = null;
  },
};

const ALL: Record<string, Scenario> = {
  ...RELAYS,
  ...ASSISTANCE,
  ...UPDATES,
  ...TEAMS,
  ...SESSIONS,
  ...PHONES,
  ...CALLS,
  ...OUTCOMES,
};

/** Names of all situations. */
export const SCENARIOS = Object.keys(ALL);

/** Brings a stand-in into a situation. */
export async function play(fake: FakeHost, name: string): Promise<void> {
  const scenario = ALL[name];
  if (!scenario) throw new Error(`no situation ${name}; there are: ${SCENARIOS.join(", ")}`);
  await scenario(fake);
}

type Kind = Parameters<FakeHost["ring"]>[0];

function talking(fake: FakeHost, kind: Kind, draft: Partial<DraftView>): string {
  const { call } = fake.ring(kind);
  fake.answerLive(call);
  const [first] = cases(fake.world.now());
  const about =
    kind === "known" ? { case_id: first?.id ?? null, opportunity_id: "0065g00000Renew27AAA" } : {};
  const now = fake.world.now();
  fake.world.change(call, {
    phase: "talking",
    began_at: now - 140_000,
    answered_at: now - 134_000,
    draft: { ...EMPTY_DRAFT, ...about, ...draft },
  });
  fake.world.front = call;
  return call;
}

function wrappable(fake: FakeHost, kind: Kind): string {
  const call = talking(fake, kind, {});
  fake.hangUp(call);
  return call;
}

async function saved(fake: FakeHost, notes: string, disposition = "callback_requested"): Promise<void> {
  const call = wrappable(fake, "known");
  const draft = { ...EMPTY_DRAFT, notes, disposition, opportunity_id: "0065g00000Renew27AAA" };
  await fake.call("save_wrap_up", { call, draft });
}

/** A machine whose policy sets the app, the region and the relay. */
function ruled(world: World): void {
  const locked = new Set(["client_id", "home_region", "relay_address", "toast"]);
  const rows = world.settings.policy.settings.map((row) =>
    locked.has(row.key) ? { ...row, layer: "policy" as const } : row,
  );
  world.settings = { ...world.settings, policy: { ...world.settings.policy, found: true, settings: rows } };
  world.relay = linked();
}
