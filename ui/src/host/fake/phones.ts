/** The stand-in's phone systems: everything is set up, one number is blocked, one is asleep, one switch says no. */
import type {
  ConnectorView,
  IvrSetupView,
  MemoryView,
  OffersView,
  PhoneCheckView,
  PhoneFailure,
  PhoneForm,
  PhoneListsView,
  PhoneRecordView,
  PhoneSetupView,
  TriedView,
} from "../bindings";
import type { Handlers } from "./commands";
import type { World } from "./world";

/** Nothing can be done. */
export const NO_OFFERS: OffersView = {
  dial: false,
  hang_up: false,
  hold: false,
  transfer_blind: false,
  transfer_attended: false,
  recording: false,
  voicemail: false,
  record: false,
};

/** Everything can be done. */
export const ALL_OFFERS: OffersView = {
  dial: true,
  hang_up: true,
  hold: true,
  transfer_blind: true,
  transfer_attended: true,
  recording: false,
  voicemail: false,
  record: true,
};

/** What Sticky Calls remembers of Sarah. */
export const REMEMBERED: MemoryView = {
  kind: "known",
  recognition: "recognised",
  percent: 86,
  level: "high",
  sources: ["ani:mobile", "external_id", "recency:1day"],
  recommendation: "reuse",
  intents: [
    { intent: "refund_request", status: "open", attempts: 2 },
    { intent: "change_of_address", status: "open", attempts: 1 },
  ],
  variables: [
    { name: "preferred_language", value: "en", source: "agent", ttl_s: 2_592_000 },
    { name: "last_invoice", value: "1234", source: null, ttl_s: 86_400 },
  ],
};

const SWITCH_SAYS_NO: PhoneFailure = {
  system: "Phone system",
  trouble: { kind: "refused", status: 422, said: "no such campaign" },
  symptom: "dial_refused",
};

const FORM: PhoneForm = {
  switch: {
    api_base_url: "https://switch.acme.example/api",
    username: "",
    campaign_name: "Renewals",
    skill_id: "sales-1",
    connect: "/",
    make_call: "/calls/make",
    hang_up: "/calls/hangup",
    transfer: "/calls/transfer",
    recording: "/calls/recording",
    hold: "/calls/hold",
    call_id_at: "",
    recording_at: "",
    blind_only: false,
    agent: "201",
    mapping: "",
  },
  five9: {
    api_base_url: "",
    contacts: "/api/contacts",
    calls: "/api/calls",
    campaigns: "/api/campaigns",
    dispositions: "/api/dispositions",
    recordings: "/api/recordings",
    campaign: "",
    call_id_at: "",
    recording_at: "",
    names: [{ theirs: "Sale made", ours: "interested" }],
    push: false,
    agent: "",
  },
  aircall: {
    address: "https://api.aircall.io",
    api_id: "3f1c-example",
    agent: "731416",
    names: [{ theirs: "Hot lead", ours: "interested" }],
    push: true,
    comment: false,
    cards: true,
  },
  sticky: {
    address: "https://api.stickycalls.com",
    recognised: 0.8,
    verify: 0.5,
    remember_outcome: true,
    external_ids: [{ name: "account_number", from: "shown", label: "Account number" }],
  },
  policy: {
    do_not_call: "block",
    suppressed: "block",
    quiet_hours: "warn",
    quiet_from: "21:00",
    quiet_until: "08:00",
    dial_by: "",
  },
};

const connector = (name: string, trigger: string, leaves: string): ConnectorView => ({
  name,
  trigger,
  leaves,
  url: "http://127.0.0.1:4731/0123example4567/five9/connector",
  method: "GET",
  in_browser: true,
  constants: [
    ["secret", "example-only-9b1f4c72d80e"],
    ["trigger", trigger],
  ],
  variables: [
    ["call_id", "@Call.call_id@"],
    ["ANI", "@Call.ANI@"],
    ["DNIS", "@Call.DNIS@"],
  ],
});

const SETUP: PhoneSetupView = {
  form: FORM,
  keys: {
    switch_key: true,
    switch_password: false,
    five9_token: false,
    aircall_token: true,
    sticky_key: true,
    sticky_is_test: true,
  },
  ways: [
    { way: "five9", label: "Five9", standing: "off", problem: null },
    { way: "aircall", label: "Aircall", standing: "ready", problem: null },
    { way: "sticky", label: "Sticky Calls", standing: "ready", problem: null },
    { way: "switch", label: "Phone switch", standing: "ready", problem: null },
  ],
  connectors: [
    connector("Callside accepted", "OnCallAccepted", "answered"),
    connector("Callside disconnected", "OnCallDisconnected", "hung_up"),
  ],
  used: [
    { day: "2026-11-25", system: "aircall", request: "insight_card", outcome: "ok", count: 31 },
    { day: "2026-11-25", system: "sticky_calls", request: "start", outcome: "ok", count: 42 },
    { day: "2026-11-25", system: "sticky_calls", request: "start", outcome: "answer_lost", count: 1 },
  ],
  credits: 42,
  mapping_fields: ["call_id", "event", "customer_number", "from", "to", "agent", "queue", "recording_url"],
};

const IVR: IvrSetupView = {
  text: JSON.stringify(
    {
      budget_ms: 800,
      rules: [{ name: "Escalated cases go to the senior queue", when: "escalated", route: "senior" }],
    },
    null,
    2,
  ),
  addresses: [
    {
      phone_system: "five9",
      address: "http://127.0.0.1:4731/0123example4567/ivr?secret=example-only-9b1f4c72d80e",
    },
    {
      phone_system: "phone",
      address:
        "http://127.0.0.1:4731/0123example4567/ivr?phone_system=phone&secret=example-only-4c72d80e9b1f",
    },
  ],
  tier_label: "Support Tier",
  names: ["confidence", "openIntents", "customerName", "tier", "escalated"],
};

const PEOPLE: PhoneListsView = {
  people: [
    { id: "731416", name: "Dana Whitfield", email: "dana@acme.example", available: true, is_me: true },
    { id: "731417", name: "Sam Ortega", email: "sam@acme.example", available: false, is_me: false },
  ],
  campaigns: [],
  failure: null,
};

const record = (call: string): Extract<PhoneRecordView, { kind: "known" }> => ({
  kind: "known",
  system: call.startsWith("aircall:") ? "Aircall" : "Five9",
  contacts: [],
  timeline: [
    { at: Date.UTC(2026, 10, 26, 9, 58), what: "ringing_on_agent" },
    { at: Date.UTC(2026, 10, 26, 9, 59), what: "answered" },
  ],
  tags: ["Hot lead"],
  comments: [],
  may_add: true,
});

const ADDED = {
  name: "Sarah Johnson",
  company: "Harbour & Finch",
  reached_at: ["+14155550134", "sarah@harbour.example"],
};

const GOOD: PhoneCheckView = { kind: "works", system: "Aircall", found: "accepted", took_ms: 84 };

const TRIED: TriedView[] = [
  {
    request: "start",
    sent: '{\n  "call_id": "callside-test-1",\n  "identity_hints": { "ani": "+14155550134" }\n}',
    came: '{\n  "customer_ref": "5d0c7a4e"\n}',
    means: [
      ["customer_ref", "5d0c7a4e"],
      ["confidence", "86 %"],
    ],
    failure: null,
  },
  {
    request: "end",
    sent: '{\n  "call_id": "callside-test-1"\n}',
    came: "{}",
    means: [["intents_updated", "1"]],
    failure: null,
  },
];

type PhoneCommand =
  | "phone_offers"
  | "dial"
  | "hang_up"
  | "hold"
  | "transfer"
  | "recording"
  | "asked_recording"
  | "phone_record"
  | "add_phone_contact"
  | "phone_setup"
  | "save_phone_setup"
  | "check_phone"
  | "phone_lists"
  | "aircall_webhook"
  | "heard_since"
  | "place_test_call"
  | "try_memory"
  | "ivr_setup"
  | "save_ivr_setup"
  | "try_ivr";

/** The handlers of phone systems. */
export function phoneHandlers(world: World): Pick<Handlers, PhoneCommand> {
  let setup = SETUP;
  let ivr = IVR;
  return {
    phone_offers: () => ({ ...NO_OFFERS, dial: world.canDial }),
    dial: ({ number, despite }) => {
      if (number.includes("0199")) {
        return { kind: "objected", objections: [{ because: "do_not_call" }], may_go_on: false };
      }
      if (number.includes("0171") && !despite) {
        const objections = [{ because: "quiet_hours" as const, there: ["05:12", "08:12"], surely: false }];
        return { kind: "objected", objections, may_go_on: true };
      }
      if (number.includes("0142")) return { kind: "failed", failure: SWITCH_SAYS_NO };
      return { kind: "dialled", call: null };
    },
    hang_up: ({ call }) => {
      world.change(call, { phase: "wrap_up", ended_at: world.now(), offers: { ...NO_OFFERS, dial: true } });
      return { kind: "done" };
    },
    hold: ({ call, on }) => {
      world.change(call, { phase: on ? "on_hold" : "talking" });
      return { kind: "done" };
    },
    transfer: ({ to }) =>
      to === "999" ? { kind: "failed", failure: SWITCH_SAYS_NO } : { kind: "done", note: "waits" },
    recording: () => ({ kind: "audio", mime: "audio/wav", base64: btoa("RIFF\0\0\0\0WAVE") }),
    asked_recording: () => {
      const call = world.askedRecording;
      world.askedRecording = null;
      return call;
    },
    phone_record: ({ call }) => record(call),
    add_phone_contact: ({ call }) => ({ ...record(call), contacts: [ADDED], may_add: false }),
    phone_setup: () => setup,
    save_phone_setup: ({ form }) => {
      setup = { ...setup, form };
      return setup;
    },
    check_phone: ({ way }) => (way === "switch" ? { kind: "failed", failure: SWITCH_SAYS_NO } : GOOD),
    phone_lists: ({ way }) =>
      way === "five9" ? { people: [], campaigns: ["Inbound Sales", "Renewals"], failure: null } : PEOPLE,
    aircall_webhook: () => ({
      check: { ...GOOD, found: "webhook_made" },
      token: "45c0ffeea08f4c7d9b21c0e6f7a81320",
    }),
    place_test_call: () => ({ kind: "placed", call: "five9:callside-test-1" }),
    heard_since: () => [{ call: "five9:300", kind: "answered", has_number: true, at: world.now() }],
    try_memory: () => TRIED,
    ivr_setup: () => ivr,
    save_ivr_setup: ({ text, tier_label }) => {
      ivr = { ...ivr, text, tier_label };
      return ivr;
    },
    try_ivr: () => ({
      answer: [
        ["customerName", "Sarah Johnson"],
        ["greeting", "Welcome back, Sarah Johnson."],
        ["route", "senior"],
      ],
      rules: [
        { rule: "Recognised callers are greeted by name", holds: true, decided: ["greeting"] },
        { rule: "Escalated cases go to the senior queue", holds: true, decided: ["route"] },
        { rule: "Refunds", holds: true, decided: [] },
      ],
      took_ms: 41,
    }),
  };
}
