/** English: what a phone system did not do, and what to check. */
import type { CheckFoundView, PhoneFault, PhoneTrouble, SymptomView } from "../../host/bindings";

const said = (words: string) => (words === "" ? "" : ` It says: ${words}`);

/** What happened, in one sentence. */
function trouble(system: string, it: PhoneTrouble): string {
  switch (it.kind) {
    case "not_a_number":
      return "This is not a number that can be called.";
    case "no_destination":
      return "This is neither a number nor an extension. Your note is still here.";
    case "none_can_dial":
      return "No phone system is set up here that can call out.";
    case "no_agent":
      return `${system} needs to know who calls.`;
    case "not_set_up":
      return `${system} is not set up here.`;
    case "not_offered":
      return `${system} does not offer this.`;
    case "wrong_key":
      return `${system} does not accept the key that Callside has.`;
    case "not_allowed":
      return `${system} accepts the key, but it may not do this.`;
    case "no_credit":
      return `Your ${system} account has no credit left.`;
    case "too_many":
      return `${system} had too many requests and asks to wait ${it.wait_s} seconds.`;
    case "refused":
      return `${system} refused (HTTP ${it.status}).${said(it.said)}`;
    case "agent_not_ready":
      return `${system} says that your phone is not ready for calls.`;
    case "not_there":
      return `${system} does not know this, perhaps not yet.`;
    case "unreachable":
      return `${system} cannot be reached. Nothing was done.`;
    case "answer_lost":
      return `${system} did not answer in time. It may have been done all the same: look at your phone.`;
    case "its_fault":
      return `${system} has a fault of its own (HTTP ${it.status}).`;
    case "unreadable":
      return `${system} gave an answer that Callside cannot read.`;
  }
}

const checks: Record<SymptomView, string[]> = {
  connect_fails: [
    "The base address: spelling, https, and the path in front of the others.",
    "From this machine: name service, proxy and firewall must let it through.",
    "The connect path: some phone systems answer only below a path of their own.",
  ],
  key_refused: [
    "401: the API key, or user name and password, is wrong, expired, or of another environment.",
    "403: the key is right but may not do this; give it the right to make and end calls.",
    "Bearer and Basic: with an API key Callside sends Bearer, with user name and password Basic.",
  ],
  dial_refused: [
    "The number: Callside sends E.164 (+ and digits); the phone system may want another form.",
    "campaign_name and skill_id must exist there and be allowed for this agent.",
    "The make-call path and its body, as the phone system's own documentation has them.",
  ],
  agent_cannot_dial: [
    "You are signed in to the phone and not on a call.",
    "Your extension or user in the settings is the one of the phone system.",
    "You have the right to call out, and the skill that the call needs.",
  ],
  hang_up_does_nothing: [
    "The call id: it must be the one that the phone system gave when the call was made or popped.",
    "Where the call id stands in the answer of make-call is a setting; look at the last answer.",
    "Some phone systems end only calls that they made themselves.",
  ],
  recording_empty: [
    "Recordings often appear minutes after the call; try again later.",
    "Recording must be switched on for the campaign, number or queue.",
    "Where the address of the recording stands in the answer is a setting.",
  ],
  pop_without_customer: [
    "The webhook must carry the caller's number; see the names and paths of its fields.",
    "A number without a country code belongs to the home region of the settings.",
    "Withheld numbers and extensions are never looked up.",
  ],
  strange_answer: [
    "The base address may be that of its web pages instead of its API.",
    "It has a fault of its own (5xx): its log says more.",
  ],
  too_many_requests: ["Other programs may use the same key; its limit counts for all of them together."],
  no_credit: ["Buy credit, or switch this service off in the settings."],
  not_set_up: ["Setup, Phones: enter its address, its key, and who you are there; then save."],
};

const found: Record<CheckFoundView, string> = {
  accepted: "The address answers and the key is accepted.",
  usable: "Address and key can be used. Send a test call to see whether it answers.",
  webhook_made: "A new webhook sends its events there.",
  webhook_woken: "Its webhook was switched off; it is on again.",
  webhook_completed: "Its webhook did not bring all events that Callside reads; now it does.",
  webhook_there: "Its webhook sends events there already.",
};

const faults: Record<PhoneFault, string> = {
  address: "its address begins with https:// (http:// only in your own network).",
  credentials: "a key is needed, or user name and password.",
  sticky_key: "its key begins with sk_test_ or sk_live_.",
  path: "a JSON path cannot be read.",
  other: "something in it does not fit.",
};

export const phoneTroubles = {
  phoneTrouble: trouble,
  phoneChecks: checks,
  phoneFound: found,
  phoneFault: (system: string, fault: PhoneFault) =>
    `${system} cannot be used as it was entered: ${faults[fault]}`,
  /** What became of something that a phone system is told after the wrap-up. */
  toldTo: {
    waiting: (system: string) => `${system} will be told after the wrap-up.`,
    later: (system: string, when: string) => `${system} could not be told yet. Next attempt ${when}.`,
    sending: (system: string) => `${system} is being told…`,
    sent: (system: string, when: string) => `${system} was told at ${when}.`,
    again: "Tell it again",
  },
  /** What a call of each connector's trigger leaves here. */
  connectorFor: {
    answered: "The call pops.",
    previewed: "Outbound calls pop before they are dialled.",
    transferred: "A transfer is noted on the call.",
    hung_up: "Wrap-up begins.",
    dispositioned: "Five9's own disposition is proposed.",
  },
};
