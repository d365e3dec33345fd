/** The stand-in's answer to each command. */
import type { Commands, DraftView, EntryView, PopView, SaveView, UiError } from "../bindings";
import type { Answer, Command } from "../host";
import { actionHandlers } from "./actions";
import { EMPTY_DRAFT } from "./defaults";
import { lookUpHandlers } from "./look-ups";
import { HOSTILE, MASKED, SARAH, SARAH_LIVE, TOM, UNKNOWN, cases, DEALS } from "./people";
import { NO_OFFERS, phoneHandlers } from "./phones";
import { numberText } from "./rows";
import { DISPOSITIONS, calendar, preview } from "./plan";
import { ruleHandlers } from "./rule-commands";
import { DIAGNOSTICS } from "./self-test";
import { DISK, existingOf, fate, OFFLINE } from "./sentinels";
import { olderHandlers } from "./older-calls";
import { lets, teamHandlers } from "./team";
import { updateHandlers } from "./updates";
import { wallHandlers } from "./wallboard";
import { workHandlers } from "./work";
import type { World } from "./world";

/** One handler for each command; the type keeps the list complete. */
export type Handlers = { [C in Command]: (request: Commands[C]["request"]) => Answer<C> };

const PAGE = 50;
const NOT_FOUND: UiError = {
  code: "not_found",
  message: { say: "unknown_call" },
  action: null,
};
const TOO_LATE: UiError = {
  code: "too_late",
  message: { say: "too_late" },
  action: "open_outbox",
};

/** The handlers of a world. */
export function handlers(world: World): Handlers {
  const pop = (call: string): PopView => {
    const found = world.pops.get(call) ?? pastPop(world, call);
    if (!found) throw NOT_FOUND;
    return found;
  };
  const entry = (id: number): EntryView => {
    const found = world.entries.get(id);
    if (!found) throw { ...NOT_FOUND, message: { say: "unknown_entry" } } satisfies UiError;
    return found;
  };
  return {
    ...ruleHandlers(world),
    ...lookUpHandlers(world),
    ...olderHandlers(world),
    ...updateHandlers(world),
    ...world.privacy.handlers(world),
    ...world.assistance.handlers(),
    snapshot: () => world.snapshot(),
    window_form: () => world.form,
    set_window_form: (form) => (world.form = { ...world.form, form }),
    open_call: ({ call }) => pop(call),
    choose_caller: ({ call, record }) => {
      const found = [SARAH_LIVE, TOM, HOSTILE].find((row) => row.record.id === record?.id);
      if (!found) return world.change(call, { who: UNKNOWN, cases: [], opportunities: [] });
      const mine = found === SARAH_LIVE;
      return world.change(call, {
        who: { kind: "one", caller: found, masked: false },
        cases: mine ? cases(world.now()) : [],
        opportunities: mine ? DEALS : [],
        freshness: { kind: "live", took_ms: 240 },
      });
    },
    confirm_caller: ({ call }) =>
      world.change(call, {
        who: { kind: "one", caller: SARAH_LIVE, masked: false },
        number: { kind: "number", text: "+1 415-555-0134", extension: null },
        cases: cases(world.now()),
        opportunities: DEALS,
      }),
    refresh_pop: ({ call }) => {
      if (pop(call).freshness.kind === "stale") throw OFFLINE;
      return world.change(call, { freshness: { kind: "live", took_ms: 310 } });
    },
    search_callers: ({ text }) => {
      if (text.includes("#offline")) throw OFFLINE;
      const words = text.toLowerCase();
      const all = [
        SARAH,
        TOM,
        {
          ...MASKED,
          name: "Sanjay Johnston",
          company: "Initech",
          tells_apart: "Contact · Initech · (212) 555-0142",
          dial: "+12125550142",
          record: { object: "Contact", id: "0035g00000JohnstoAAA" },
        },
      ];
      return all
        .filter((row) => `${row.name} ${row.tells_apart}`.toLowerCase().includes(words))
        .map((caller) => ({ caller }));
    },
    save_draft: ({ call, draft }) => {
      if (draft.notes.includes("#disk")) throw DISK;
      const known = world.pops.get(call);
      if (!known) throw NOT_FOUND;
      world.pops.set(call, { ...known, draft });
      return null;
    },
    preview_wrap_up: ({ call, draft }) => preview(pop(call), draft, world.now()),
    follow_up_calendar: ({ draft }) => calendar(draft, world.now()),
    save_wrap_up: ({ call, draft }) => save(world, pop(call), draft),
    undo_wrap_up: ({ entry: id }) => {
      if (!entry(id).can_cancel) throw TOO_LATE;
      return world.takeBack(id);
    },
    open_record: () => null,
    choose_vault: (choice) => {
      if (choice !== "try_again") world.setSession({ kind: "signed_out", reason: null });
      return null;
    },
    sign_in: (request) => {
      if (request.kind === "my_domain" && request.host.startsWith("deny.")) {
        world.setSession({
          kind: "signed_out",
          reason: { say: "sign_in_unreachable" },
        });
      } else {
        world.setSession({
          kind: "signing_in",
          url: "https://login.salesforce.com/services/oauth2/authorize?response_type=code&client_id=example-consumer-key&state=b7c1",
        });
      }
      return null;
    },
    cancel_sign_in: () => {
      world.setSession({ kind: "signed_out", reason: null });
      return null;
    },
    sign_out: () => {
      world.setSession({ kind: "signed_out", reason: null });
      return null;
    },
    history: ({ text, filter, before }) => {
      if (text.includes("#disk")) throw DISK;
      const words = text.toLowerCase();
      const marked = world.past.map((row) => ({ ...row, flags: world.work.openFlags(row.call) }));
      const found = marked.filter(
        (row) =>
          lets(row, filter) &&
          `${row.who} ${JSON.stringify(row.number)} ${row.notes ?? ""}`.toLowerCase().includes(words),
      );
      const from = before === null ? 0 : found.findIndex((row) => row.at < before);
      const rows = from < 0 ? [] : found.slice(from, from + PAGE);
      const last = rows.at(-1);
      return { rows, next: last && last !== found.at(-1) ? last.at : null };
    },
    outbox: () => ({
      counts: world.counts(),
      paused: world.paused,
      entries: [...world.entries.values()].reverse(),
    }),
    retry_entry: ({ entry: id }) => {
      world.settle(entry(id).id, sent(world));
      return null;
    },
    cancel_entry: ({ entry: id }) => {
      if (!entry(id).can_cancel) throw TOO_LATE;
      world.takeBack(id);
      return null;
    },
    existing_records: ({ entry: id }) => existingOf(entry(id)),
    repair_entry: ({ entry: id, how }) => {
      const found = entry(id);
      if (how.kind === "edit") world.entries.set(id, { ...found, notes: how.draft.notes });
      world.settle(id, { kind: "waiting", trouble: null, next_at: world.now() });
      return null;
    },
    relay: () => world.relay,
    set_relay: ({ address }) => {
      if (address !== "" && !address.startsWith("https://")) {
        throw {
          code: "invalid",
          message: { say: "relay", trouble: "address" },
          action: null,
        } satisfies UiError;
      }
      world.relay = {
        ...world.relay,
        address,
        state: address === "" ? { kind: "off" } : { kind: "sign_in_needed" },
      };
      return world.relay;
    },
    sign_in_to_relay: () => {
      const up = {
        kind: "up",
        relay: "relay-a",
        person: "dana.whitfield@example.com",
        role: "agent",
        fallback: false,
      } as const;
      world.relay = { ...world.relay, state: up };
      return world.relay;
    },
    try_relay: () => null,
    parked_deliveries: () => world.parked,
    look_again_at_parked: () => {
      const { relays, silent, total, rows } = world.parked;
      const rest = rows.filter(({ reason }) => reason !== "unknown_agent");
      world.parked = { relays, silent, total: rest.length, rows: rest };
      return { relays, placed: total - rest.length, still_parked: rest.length };
    },
    ...phoneHandlers(world),
    settings: () => world.settings,
    save_settings: (change) => {
      const { home_region, api_version, client_id, toast, aircall_token, phone_secret } = change;
      const old = world.settings;
      world.settings = {
        home_region: home_region ?? old.home_region,
        api_version: api_version ?? old.api_version,
        client_id: client_id ?? old.client_id,
        toast: toast ?? old.toast,
        after_call_seconds: change.after_call_seconds ?? old.after_call_seconds,
        policy: old.policy,
        door: {
          ...old.door,
          aircall_token: aircall_token ?? old.door.aircall_token,
          phone_secret: phone_secret ?? old.door.phone_secret,
        },
      };
      world.doNotDisturb = change.do_not_disturb ?? world.doNotDisturb;
      world.tell({ kind: "settings" });
      return world.settings;
    },
    self_test: () => world.selfTest,
    diagnostics: () => ({ text: DIAGNOSTICS }),
    speak: () => null,
    pop_fields: () => world.popFields,
    pop_field_choices: (request) => world.automations.row(request),
    save_pop_fields: ({ shown }) => {
      const objects = world.popFields.objects.map((row) => ({
        ...row,
        shown:
          shown[row.object]?.map((name) => ({
            name,
            label: row.fields.find((field) => field.name === name)?.label ?? name.replaceAll(".", " "),
          })) ?? row.shown,
      }));
      return (world.popFields = { ...world.popFields, objects });
    },
    phone_fields: () => world.phoneFields.view(),
    save_phone_fields: ({ searched }) => world.phoneFields.search(searched),
    check_org: () => [
      {
        kind: "value",
        label: "Interested",
        object: "Opportunity",
        field: "Stage",
        value: "Qualification",
        has: ["Prospecting", "Needs Analysis", "Proposal/Price Quote", "Closed Won"],
      },
    ],
    automations: () => world.automations.view(world.now()),
    automation_choices: ({ trigger }) => world.automations.choices(trigger),
    parent_choices: (request) => world.automations.parent(request),
    check_configuration: ({ text }) => world.automations.check(text),
    import_configuration: ({ text }) => world.automations.take(text),
    export_configuration: () => ({ text: world.automations.text() }),
    automation_runs: () => ({ runs: world.automations.runs(world.now()), next: null }),
    watch_now: () => null,
    rejections: () => [
      {
        at: world.now() - 4_000_000,
        provider: "Aircall",
        reason: "bad_signature",
        detail: "the secret or signature does not match",
        status: 403,
      },
      {
        at: world.now() - 9_000_000,
        provider: null,
        reason: "not_found",
        detail: "nothing is here",
        status: 404,
      },
    ],
    ...actionHandlers(world),
    ...workHandlers(world),
    ...teamHandlers(world),
    ...wallHandlers(world),
  };
}

/** The state of an entry that has arrived. */
export function sent(world: World): EntryView["state"] {
  return {
    kind: "sent",
    at: world.now(),
    found_again: false,
    records: [
      { title: { kind: "call_log" }, name: null, object: "Task", id: "00T5g00000CallLogAAA", created: true },
      {
        title: { kind: "record", object: "Opportunity" },
        name: "Renewal 2027",
        object: "Opportunity",
        id: "0065g00000Renew27AAA",
        created: false,
      },
    ],
  };
}

function save(world: World, pop: PopView, draft: DraftView): SaveView {
  if (pop.saved && pop.saved.state.kind !== "cancelled")
    return { kind: "already_saved", entry: pop.saved.entry };
  if (draft.notes.includes("#disk")) throw DISK;
  const look = preview(pop, draft, world.now());
  if (look.kind === "missing") return look;
  const id = world.entries.size + 1;
  const disposition = DISPOSITIONS.find((row) => row.code === draft.disposition)?.label ?? "";
  const state = fate(draft.notes, world.now()) ?? {
    kind: "waiting" as const,
    trouble: null,
    next_at: world.now(),
  };
  world.entries.set(id, {
    id,
    call: pop.call,
    who: pop.who.kind === "one" ? pop.who.caller.name : numberText(pop),
    disposition,
    notes: draft.notes,
    created_at: world.now(),
    attempts: state.kind === "refused" ? 1 : 0,
    state,
    plan: look.plan,
    told_to: null,
    can_cancel: true,
    elsewhere: null,
    is_action: false,
    can_undo: false,
    gone: [],
  });
  const phase = pop.phase === "wrap_up" ? "saved" : pop.phase;
  world.change(pop.call, { phase, draft, saved: { entry: id, disposition, state, can_undo: true } });
  world.tell({ kind: "outbox", counts: world.counts() });
  return { kind: "saved", entry: id };
}

/** A call of the past, as it is opened from the history. */
function pastPop(world: World, call: string): PopView | undefined {
  const row = world.past.find((past) => past.call === call);
  if (!row) return undefined;
  return {
    call,
    provider: row.provider,
    phase: "saved",
    direction: row.direction,
    queue: row.queue,
    campaign: null,
    began_at: row.at,
    answered_at: row.at,
    ended_at: row.at + (row.talk_s ?? 0) * 1000,
    number: row.number,
    zone: null,
    provider_name: null,
    who: { kind: "one", caller: { ...SARAH, name: row.who ?? "" }, masked: false },
    cases: [],
    opportunities: [],
    timeline: [],
    offers: { ...NO_OFFERS, dial: world.canDial, recording: true },
    memory: null,
    hand_over: null,
    freshness: { kind: "live", took_ms: 280 },
    draft: { ...EMPTY_DRAFT, notes: row.notes ?? "" },
    outcomes: DISPOSITIONS,
    outcomes_from: null,
    saved: { entry: 0, disposition: row.disposition ?? "", state: sent(world), can_undo: false },
  };
}
