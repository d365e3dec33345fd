import type { LineView, PopView, WhoView } from "../bindings";
import { EMPTY_DRAFT } from "./defaults";
import { NO_OFFERS } from "./phones";
import { DISPOSITIONS } from "./plan";
import { cases, DEALS, HOSTILE, MASKED, SARAH, SARAH_LIVE, timeline, TOM, UNKNOWN } from "./people";

const HOUR = 3_600_000;

/** Kinds of calls that the stand-in can place. */
export type Kind =
  "known" | "several" | "masked" | "unknown" | "withheld" | "internal" | "unreadable" | "hostile" | "lead";

const WHO: Record<Kind, WhoView> = {
  known: { kind: "one", caller: SARAH, masked: false },
  lead: { kind: "one", caller: TOM, masked: false },
  masked: { kind: "one", caller: MASKED, masked: true },
  several: { kind: "several", callers: [SARAH, TOM].map((row) => ({ ...row, fields: [] })) },
  unknown: UNKNOWN,
  withheld: { kind: "withheld" },
  internal: { kind: "internal", digits: "4711" },
  unreadable: { kind: "unreadable", text: "sip:<b>ghost</b>@pbx.invalid" },
  hostile: { kind: "one", caller: HOSTILE, masked: false },
};

const number = (text: string): LineView => ({ kind: "number", text, extension: null });

const NUMBERS: Partial<Record<Kind, LineView>> = {
  masked: number("+1 415-•••-••34"),
  unknown: number("+1 415-555-0171"),
  withheld: { kind: "withheld" },
  internal: { kind: "internal", digits: "4711" },
  unreadable: { kind: "unreadable" },
};

/** A call that rings, as this machine knows it: stage one. */
export function ringing(call: string, kind: Kind, now: number): PopView {
  const known = kind === "known" || kind === "hostile";
  return {
    call,
    provider: kind === "internal" ? "Aircall" : "Five9",
    phase: "ringing",
    direction: "inbound",
    queue: "Billing",
    campaign: null,
    began_at: now - 4_000,
    answered_at: null,
    ended_at: null,
    number: NUMBERS[kind] ?? number("+1 415-555-0134"),
    zone: kind === "known" || kind === "unknown" || kind === "several" ? "America/Los_Angeles" : null,
    provider_name: kind === "unknown" ? "Dana" : null,
    who: WHO[kind],
    cases: known ? cases(now) : [],
    opportunities: known ? DEALS : [],
    timeline: known ? timeline(now) : [],
    offers: NO_OFFERS,
    memory: null,
    hand_over: null,
    freshness: { kind: "asking", as_of: kind === "unknown" ? null : now - 3 * HOUR },
    draft: EMPTY_DRAFT,
    outcomes: DISPOSITIONS,
    outcomes_from: null,
    saved: null,
  };
}

/** What Salesforce's answer adds: stage two. */
export function live(pop: PopView): Partial<PopView> {
  const known = pop.who.kind === "one" && pop.who.caller.record.id === SARAH.record.id && !pop.who.masked;
  return {
    freshness: { kind: "live", took_ms: 310 },
    ...(known ? { who: { kind: "one" as const, caller: SARAH_LIVE, masked: false } } : {}),
    cases: pop.cases.map((row, i) => (i === 0 ? { ...row, changed: true } : row)),
  };
}

/** What a pop says when Salesforce did not answer. */
export function stale(now: number, signIn = false): Partial<PopView> {
  const because = signIn ? "sign_in" : "unreachable";
  return { freshness: { kind: "stale", as_of: now - 3 * HOUR, because, sign_in: signIn } };
}
