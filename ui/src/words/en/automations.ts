import type {
  BecauseView,
  CallWord,
  CannotView,
  DidView,
  NamedRecordView,
  HeldBackView,
  LeftOutStep,
} from "../../host/bindings";
import { actions } from "./actions";

const { text, misfit } = actions.actions;

const inputs = (given: [string, string][]) =>
  given.map(([name, value]) => `${text(name)} = ${value}`).join(", ");

/** What set a run off: a call by whom it was with, a record by its name where that is known. */
function because(of: BecauseView, who: string | null): string {
  switch (of.because) {
    case "call":
      return call(who, EVENT[of.word]);
    case "disposition":
      return call(who, of.label);
    case "record":
      return `${record(of.record)}: ${{ new: "new", updated: "changed", deleted: "deleted" }[of.change]}`;
    case "message":
      return `${record(of.record)}: Outbound Message`;
  }
}

const call = (who: string | null, what: string) =>
  who === null ? `A call that is not kept any more: ${what}` : `Call with ${who}: ${what}`;

const record = ({ label, name }: NamedRecordView) => (name === null ? label : `${label} ${name}`);

/** What a step did, or how the run ended. */
function did(of: DidView): string {
  switch (of.did) {
    case "ran":
      return `Ran ${text(of.action)}: ${inputs(of.inputs)}`;
    case "showed":
      return `Showed: ${of.text}`;
    case "opened":
      return "Opened in the browser:";
    case "tagged":
      return `Tagged the call: ${of.tag}`;
    case "asked":
      return `${of.when}: ${of.held ? "yes" : "no"}`;
    case "left_out":
      return LEFT_OUT[of.step];
    case "held_back":
      return HELD_BACK[of.why];
    case "taken_back":
      return `Ended: step ${of.step} was taken back in the outbox.`;
    case "failed":
      return `Ended: step ${of.step} could not be done. ${cannot(of.why)}`;
    case "too_many_steps":
      return "Ended: it had more steps than it may take.";
  }
}

/** What a phone system said about a call. */
const EVENT: Record<CallWord, string> = {
  created: "it exists",
  previewed: "shown before it is dialled",
  ringing: "it rings",
  declined: "declined",
  answered: "answered",
  held: "put on hold",
  unheld: "taken off hold",
  transferred: "transferred",
  hung_up: "the line is closed",
  ended: "it is over",
  dispositioned: "disposition set in the phone system",
  voicemail_left: "voicemail left",
  commented: "comment written",
  tagged: "tagged",
  untagged: "tag taken off",
  assigned: "assigned",
  archived: "archived",
  handed_over: "handed over with a note",
  noted: "anything else",
};

const LEFT_OUT: Record<LeftOutStep, string> = {
  toast: "Showed no message: its text was empty.",
  open_record: "Opened no record: its id is not known.",
  tag: "Put no tag on the call: the tag was empty.",
};

/** Why a step could not be done. */
function cannot(why: CannotView): string {
  switch (why.cannot) {
    case "no_action":
      return `There is no action called ${why.action} any more.`;
    case "does_not_fit":
      return why.because.map(misfit).join(" ");
    case "refused":
      return `Salesforce says: ${why.message}`;
    case "unexpected":
      return `Salesforce's answer cannot be read (${why.code}).`;
    case "no_step":
      return "The run does not know its step any more.";
  }
}

const HELD_BACK: Record<HeldBackView, string> = {
  own_write: "Held back: its own write brought this about.",
  chain: "Held back: automations have set each other off too many times.",
  too_often: "Held back: it ran as often as it may within an hour.",
};

/** English: the setup of automations. */
export const automations = {
  automations: {
    tab: "Automations",
    parts: "Views of the automations",
    part: { build: "Build", log: "What ran", file: "As a file" },
    all: "All automations",
    add: "New automation",
    save: "Save",
    savedSaid: "The automations are saved and run from now on.",
    revert: "Drop changes",
    remove: "Remove this automation",
    removeShort: "Remove",
    signed:
      "Your company's policy takes signed files only. Automations can be looked at here and changed by a signed file.",
    none: "No automations yet. They do what you would do by hand whenever something happens.",
    untitled: "New automation",
    off: "off",
    faulty: "Needs a look",
    nearest: (name: string) => `Did you mean ${name}?`,
    what: "What it is called",
    title: "Title",
    enabled: "It runs",
    starts: "When",
    startsLead: "What sets it off, and what must hold besides.",
    startsWith: "It starts when",
    condition: "And only if",
    conditionHint: 'For example: caller.found = "nobody" and call.answered. Empty: always.',
    does: "Then",
    doesLead: "Steps are taken in order. Everything that is written to Salesforce goes through the outbox.",
    recipes: "Begin with one of these",
    recipesLead: "Each is an ordinary automation that you change as you like.",
    recipe: {
      stranger: "New lead from an unknown caller",
      follow_up: "Follow-up task after interest",
      callback: "Reminder after no answer",
      escalated: "Open an escalated case when the call is answered",
      message: "React to an Outbound Message",
    },
    trigger: {
      call: "Something happens to a call",
      disposition: "A call is wrapped up",
      new_record: "A record is new in Salesforce",
      updated_record: "A record changes in Salesforce",
      deleted_record: "A record is deleted in Salesforce",
      outbound_message: "Salesforce sends an Outbound Message",
    },
    event: EVENT,
    events: "Events",
    dispositions: "Dispositions",
    any: "(none ticked: any)",
    object: "Object",
    whose: "Whose records",
    mine: "Those that the signed-in person owns",
    anyones: "Everybody's (for one desk of the company)",
    fields: "Only if one of these fields changed",
    step: {
      action: "Run an action",
      toast: "Show a message",
      open_record: "Open a record",
      tag: "Tag the call",
      branch: "Go one way or the other",
      stop: "Stop here",
    },
    stepNumber: (n: number) => `Step ${n}`,
    addStep: "Add a step",
    removeStep: (n: number) => `Remove step ${n}`,
    earlier: (n: number) => `Move step ${n} up`,
    action: "Action",
    pick: "Pick an action",
    moreField: "Another field, by API name",
    addField: "Add",
    text: "Message",
    record: "Record id",
    tag: "Tag",
    then: "If it holds",
    otherwise: "If not",
    stopLead: "No further step is taken.",
    insert: (field: string) => `Insert a fact into ${field}`,
    insertShort: "Insert…",
    parents: "Fields of parents",
    parentOpened: (path: string) => `The list has the fields of ${path}. Open it again to pick one.`,
    allFacts: "All facts…",
    kind: {
      text: "text",
      number: "number",
      bool: "yes or no",
      date: "day",
      moment: "moment",
      list: "list",
      any: "any",
    } as Record<string, string>,
    fileLead: "The same as text: for version control, for other desks, and for signing.",
    line: (n: number) => `Line ${n}`,
    noRuns: "Nothing has run yet. Runs of the last 90 days stand here, with what they saw and what they did.",
    state: {
      going: "Going",
      waiting: "Waiting for Salesforce",
      done: "Done",
      failed: "Ended early",
      held_back: "Held back",
    },
    because,
    openCall: (when: string) => `Open the call of ${when}`,
    ids: "For whoever looks for it elsewhere",
    callId: "Id of the call in the phone system",
    recordId: "Id of the record in Salesforce",
    did,
    inputs: (n: number) => `What it saw (${n})`,
    older: "Older runs",
    lookNow: "Look at Salesforce now",
  },
};
