/** English: what became of things, and why: words for the small kinds of the bindings. */
import type {
  AboutView,
  LeftOutReason,
  LineView,
  OrgFaultView,
  RefusedBecause,
  StaleView,
  TimelineTitle,
  TitleView,
  TroubleView,
  WhyView,
} from "../../host/bindings";

/** ": Stage of the deal", where it is known. */
function about({ object, fields }: AboutView): string {
  if (fields.length === 0) return object === null ? "" : `: ${object.toLowerCase()}`;
  return object === null ? `: ${fields.join(", ")}` : `: ${fields.join(", ")} of the ${object.toLowerCase()}`;
}

const refusedBecause: Record<RefusedBecause, (what: AboutView) => string> = {
  rule: (what) => `A rule of your org refuses this${about(what)}.`,
  missing: (what) => `Salesforce asks for something that is missing${about(what)}.`,
  bad_value: (what) => `Salesforce does not take one of the values${about(what)}.`,
  not_allowed: (what) => `Your Salesforce user may not write this${about(what)}.`,
  gone: (what) => `The record is no longer in Salesforce${about(what)}.`,
  several: (what) => `The key of this write names several records${about(what)}, so nothing was changed.`,
  duplicate: () => "Salesforce already has a record like this one.",
  changed: () => "Somebody changed the record after it was shown to you.",
  org_lacks: (what) => `Your org lacks something that this disposition needs${about(what)}.`,
  other: (what) => `Salesforce refused this${about(what)}.`,
};

const leftOutBecause: Record<LeftOutReason, (field: string, object: string) => string> = {
  not_in_org: (field, object) =>
    `${field} of the ${object.toLowerCase()} is left out: your org does not show it to you.`,
  not_allowed: (field, object) =>
    `${field} of the ${object.toLowerCase()} is left out: your user may not write it.`,
  not_from_there: (field, object) =>
    `${field} of the ${object.toLowerCase()} stays: it is already past this step.`,
  no_record: (field, object) => `${field} stays: this call is about no ${object.toLowerCase()}.`,
  does_not_fit: (field, object) =>
    `${field} of the ${object.toLowerCase()} is left out: it cannot take what the field mapping gives it. Tell your admin.`,
  not_empty: (field, object) =>
    `${field} of the ${object.toLowerCase()} stays: something stands there already.`,
  not_of_record_type: (field, object) =>
    `${field} of the ${object.toLowerCase()} stays: records of its type do not have this value. Tell your admin.`,
  tried_enough: () => "Nothing follows: this number was tried as often as it may be.",
  shortened: (field) => `${field} is shortened to fit.`,
};

export const told = {
  /** Why an entry still waits. */
  trouble: {
    unreachable: "Salesforce cannot be reached. It is sent as soon as that works again.",
    answer_lost: "Salesforce's answer was lost. Callside looks first whether it was written.",
    busy: "Salesforce was busy with this record. It is sent again shortly.",
    limit: "Your org has used up its Salesforce API calls. It is sent when there are new ones.",
    sign_in: "Salesforce asks you to sign in again. It is sent after that.",
    unexpected: "Salesforce gave an answer that Callside cannot read. It is tried again.",
  } satisfies Record<TroubleView, string>,
  /** Why a pop is not live. */
  stale: {
    sign_in: "Salesforce asks you to sign in again.",
    unreachable: "Salesforce cannot be reached.",
    too_late: "Salesforce took too long to answer.",
    limit: "Your org has used up its Salesforce API calls.",
    refused: "Salesforce does not let you look these records up.",
    trouble: "Salesforce gave an answer that Callside cannot read.",
  } satisfies Record<StaleView, string>,
  /** What happened to a refused wrap-up. */
  refusedBecause,
  refusedKept: "Your notes and the call are kept.",
  /** What to do about it. */
  refusedAdvice: {
    rule: "Change what the rule asks for, or leave the field out, and send it again.",
    missing: "Fill it in and send it again, or ask your admin whether it must be required here.",
    bad_value: "Pick another value, or leave the field out, and send it again.",
    not_allowed: "Ask your admin for the permission, or leave the field out, and send it again.",
    gone: "Pick another record for this call.",
    several: "Pick the record that is meant.",
    duplicate: "Use the existing record.",
    changed: "Compare both and keep yours or theirs.",
    org_lacks: "Leave the field out and send it again, and tell your admin.",
    other: "Read Salesforce's own words below, change what they name, and send it again.",
  } satisfies Record<RefusedBecause, string>,
  refusedAdviceOrCreate: "Use the existing record, or save this one anyway.",
  /** Why a record is taken for the caller. */
  because: (why: WhyView) => {
    if (why.kind === "found") return "Found by search.";
    const same = why.same === "exact" ? "exact number" : "same number without its country code";
    const before = why.chosen_before ? " Picked for this number before." : "";
    const here = why.made_here ? " Made at this desk a moment ago." : "";
    return `Matched on ${why.field}, ${same}.${before}${here}`;
  },
  owner: "Owner",
  nameless: "Unknown caller",
  line: (line: LineView) => {
    if (line.kind === "number") return line.extension ? `${line.text} ext. ${line.extension}` : line.text;
    if (line.kind === "internal") return `Extension ${line.digits}`;
    if (line.kind === "unknown") return "Number not known";
    return line.kind === "withheld" ? "Number withheld" : "Unreadable number";
  },
  /** What a planned write is, before its name. */
  writing: (title: TitleView) => {
    if (title.kind === "call_log") return "Log the call with";
    if (title.kind === "calendar_event") return "Calendar event";
    return title.kind === "new_record" ? `New ${title.object.toLowerCase()}` : title.object;
  },
  /** What a written record is. */
  wrote: (title: TitleView) => {
    if (title.kind === "call_log") return "Call log";
    return title.kind === "calendar_event" ? "Calendar event" : title.object;
  },
  leftOutBecause,
  value: { yes: "Yes", no: "No", empty: "(empty)", newRecord: "the new record" },
  past: (title: TimelineTitle) => {
    if (title.kind === "text") return title.text;
    if (title.kind === "case_opened") return `Case ${title.number} opened`;
    return title.kind === "called" ? "Called" : "Call";
  },
  withOwner: (owner: string) => `with ${owner}`,
  orgFault: (fault: OrgFaultView) => {
    if (fault.kind === "table")
      return `The table ${fault.table} is for no calls, for the same as another table, or allows no outcome.`;
    if (fault.kind === "outcome")
      return `The table ${fault.table} allows the outcome ${fault.code}, which there is not.`;
    if (fault.kind === "row") {
      return `The disposition ${fault.label} shares its key or code with another one, or has none of the keys 1-9.`;
    }
    if (fault.kind === "phone_field_absent")
      return `The look-up lists the phone field ${fault.field} (${fault.object}), which your org does not have or your user may not see. It is left out.`;
    if (fault.kind === "phone_field_holds_none")
      return `The look-up lists the field ${fault.field} (${fault.object}), in whose type numbers cannot be found. It is left out.`;
    const what = `${fault.label} sets ${fault.field} of the ${fault.object.toLowerCase()}`;
    return fault.kind === "field"
      ? `${what}, which your org does not have or your user may not write. It is left out until your admin grants it.`
      : `${what} to ${fault.value}, which your org does not have.`;
  },
  /** Why an event was refused at the door, by the refusal's word. */
  rejection: {
    host: "It was not addressed to this machine.",
    origin: "It came from a web page that may not send calls.",
    embedded: "It came from inside another web page.",
    unsigned: "It bore no signature or secret.",
    bad_signature: "Its signature or secret is wrong.",
    stale: "It is too old.",
    not_found: "Its address is not one of Callside's.",
    not_configured: "This phone system is not set up here.",
    method: "It was sent in the wrong way (HTTP method).",
    media_type: "Its format is not one that is read here.",
    too_large: "It is too large.",
    slow: "It took too long to arrive.",
    broken_off: "It broke off on its way.",
    malformed: "It cannot be read.",
    unsupported_event: "Callside does not know this kind of event.",
    busy: "Callside was too busy.",
    full: "The disk was full.",
    broken: "Callside could not store it.",
    other: "It was not taken.",
  },
  door: "Door",
  toldSender: "The sender was told:",
};
