/** The stand-in's automations: a company's first ones, what there is to pick from, and what ran. */
import type {
  AutomationsView,
  CheckView,
  ChoicesView,
  FactView,
  FaultView,
  ParentView,
  RunView,
  Wrong,
} from "../bindings";
import { byId } from "./sentinels";
import { DISPOSITIONS } from "./plan";

const FIRST = [
  {
    name: "lead_from_unknown_caller",
    title: "New lead from an unknown caller",
    enabled: true,
    on: { trigger: "call", events: ["ended"] },
    when: 'caller.found = "nobody" and call.answered',
    steps: [
      {
        do: "action",
        action: "lead.create",
        as: "lead",
        with: {
          LastName: '{{caller.provider_name or "Unknown caller"}}',
          Company: "Unknown",
          Phone: "{{caller.number}}",
        },
      },
      {
        do: "branch",
        when: "call.talk_s > 120",
        then: [{ do: "open_record", record: "{{results.lead.id}}" }],
        otherwise: [{ do: "toast", text: "New lead for {{caller.number}}" }],
      },
    ],
  },
  {
    name: "tell_of_escalated_case",
    title: "Tell of an escalated case",
    enabled: true,
    on: { trigger: "call", events: ["answered"] },
    when: "case.escalated",
    steps: [{ do: "toast", text: "Escalated case {{case.number}}: {{case.subject}}" }],
  },
  {
    name: "react_to_outbound_message",
    title: "React to an Outbound Message",
    enabled: false,
    on: { trigger: "outbound_message", object: "Case" },
    when: 'record.Status = "Escalated"',
    steps: [{ do: "open_record", record: "{{record.Id}}" }],
  },
];

const fact = (path: string, kind: string, values: string[] = []): FactView => ({ path, kind, values });

/** Fields of a case and of its parents; of the owner, who may be a queue, what users and queues have in common. */
const PARENTS: Record<string, [string, string][]> = {
  "": [
    ["Id", "text"],
    ["CaseNumber", "text"],
    ["Status", "text"],
    ["Priority", "text"],
    ["IsEscalated", "bool"],
  ],
  Account: [
    ["AnnualRevenue", "number"],
    ["Industry", "text"],
    ["Name", "text"],
  ],
  "Account.Owner": [
    ["Email", "text"],
    ["Name", "text"],
  ],
  Owner: [
    ["Email", "text"],
    ["Name", "text"],
  ],
};

/** What can be named at a path, such as `record.Account`. */
function at(path: string): ParentView {
  const [branch = "", ...way] = path.split(".");
  const here = way.join(".");
  const on = Object.keys(PARENTS).filter(
    (key) => key !== "" && key.split(".").slice(0, -1).join(".") === here,
  );
  return {
    facts: (PARENTS[here] ?? []).map(([name, kind]) => fact(`${path}.${name}`, kind)),
    parents: on.map((key) => `${branch}.${key}`),
  };
}

const CHOICES: ChoicesView = {
  parents: [],
  facts: [
    fact("call.answered", "bool"),
    fact("call.direction", "text", ["inbound", "outbound", "internal"]),
    fact("call.queue", "text"),
    fact("call.tags", "list"),
    fact("call.talk_s", "number"),
    fact("caller.company", "text"),
    fact("caller.found", "text", ["one", "several", "nobody", "not_asked", "withheld"]),
    fact("caller.name", "text"),
    fact("caller.number", "text"),
    fact("caller.provider_name", "text"),
    fact("case.escalated", "bool"),
    fact("case.number", "text"),
    fact("me.name", "text"),
    fact("now.next_working_day", "date"),
    fact("now.today", "date"),
  ],
  actions: [
    {
      name: "lead.create",
      label: "Create a lead",
      inputs: [
        { name: "LastName", label: "Last name", required: true },
        { name: "Company", label: "Company", required: true },
        { name: "Phone", label: "Phone", required: false },
        { name: "LeadSource", label: "Lead Source", required: false },
      ],
    },
    {
      name: "task.create",
      label: "Create a task",
      inputs: [
        { name: "Subject", label: "Subject", required: true },
        { name: "WhatId", label: "Related To", required: false },
        { name: "ActivityDate", label: "Due Date", required: false },
        { name: "Priority", label: "Priority", required: false },
      ],
    },
  ],
  objects: [
    { name: "Case", label: "Case", inputs: [] },
    { name: "Contact", label: "Contact", inputs: [] },
    { name: "Lead", label: "Lead", inputs: [] },
  ],
  fields: [
    { name: "Status", label: "Status", inputs: [] },
    { name: "Priority", label: "Priority", inputs: [] },
  ],
  dispositions: DISPOSITIONS.map(({ code, label }) => ({ name: code, label, inputs: [] })),
  events: ["created", "ringing", "answered", "hung_up", "ended", "voicemail_left", "tagged"],
};

/** What is set up and what ran, as long as the page lives. */
export class FakeAutomations {
  #definitions: unknown[] = FIRST;
  signed = false;

  view(now: number): AutomationsView {
    return {
      definitions: this.#definitions.map((definition) => JSON.stringify(definition)),
      signed: this.signed,
      watches: [{ object: "Lead", looked_at: now - 40_000, trouble: null }],
    };
  }

  choices(text: string): ChoicesView {
    const { trigger } = JSON.parse(text) as { trigger: string };
    if (!trigger.endsWith("_record") && trigger !== "outbound_message") return CHOICES;
    const record = at("record");
    const around = CHOICES.facts.filter(({ path }) => /^(me|now)\./.test(path));
    return {
      ...CHOICES,
      facts: [...around, ...record.facts],
      parents: /^(new|updated)_/.test(trigger) ? record.parents : [],
    };
  }

  parent({ path }: { path: string }): ParentView {
    return at(path);
  }

  /** What a row of a search can show: paths without the name of a branch. */
  row({ way }: { way: string }): ParentView {
    const { facts, parents } = at(way === "" ? "record" : `record.${way}`);
    const own = (path: string) => path.replace(/^record\./, "");
    return { facts: facts.map((one) => ({ ...one, path: own(one.path) })), parents: parents.map(own) };
  }

  /** Knows one kind of fault: a name that begins with `caler.`. */
  check(text: string): CheckView {
    const file = read(text);
    if (!file)
      return {
        faults: [{ line: 1, path: "", wrong: { wrong: "not_json", of: "expected value" }, nearest: null }],
      };
    if (text.includes('"oops"')) {
      const path = "actions.setups.x.steps.0.run";
      const wrong: Wrong = { wrong: "nowhere", of: { thing: "action", name: "oops" } };
      return { faults: [{ line: 4, path, wrong, nearest: "case.create" }] };
    }
    const faults = file.automations.flatMap((automation, n): FaultView[] =>
      /caler\.(\w+)/.test(automation.when ?? "")
        ? [
            {
              line: 4,
              path: `automations.${n}.when`,
              wrong: {
                wrong: "at",
                of: { character: 1, what: { wrong: "unknown_name", of: "caler.found" } },
              },
              nearest: "caller.found",
            },
          ]
        : [],
    );
    return { faults };
  }

  take(text: string): CheckView {
    const checked = this.check(text);
    // A file that does not name the section leaves it as it is.
    if (checked.faults.length === 0 && text.includes('"automations"')) {
      this.#definitions = read(text)?.automations ?? [];
    }
    return checked;
  }

  text(): string {
    return `${JSON.stringify({ callside_config: 1, automations: this.#definitions }, null, 2)}\n`;
  }

  runs(now: number): RunView[] {
    const inputs: [string, string][] = [
      ["call.talk_s", "184"],
      ["caller.found", "nobody"],
      ["caller.number", "+14155550177"],
    ];
    return [
      {
        id: 3,
        automation: "lead_from_unknown_caller",
        title: "New lead from an unknown caller",
        at: now - 60_000,
        because: {
          because: "call",
          call: {
            key: "five9:300000000001234",
            id: "300000000001234",
            kept: {
              who: "Priya Raman",
              number: { kind: "number", text: "+1 415-555-0177", extension: null },
              began_at: now - 250_000,
            },
          },
          word: "ended",
        },
        state: "waiting",
        steps: [
          {
            number: 1,
            did: {
              did: "ran",
              action: "Create lead",
              inputs: [
                ["Last name", "Priya Raman"],
                ["Phone", "+14155550177"],
              ],
            },
            records: [],
            waits: true,
          },
        ],
        inputs,
      },
      {
        id: 2,
        automation: "lead_from_unknown_caller",
        title: "New lead from an unknown caller",
        at: now - 3_700_000,
        because: {
          because: "call",
          call: {
            key: "five9:300000000001201",
            id: "300000000001201",
            kept: {
              who: null,
              number: { kind: "number", text: "+1 212-555-0142", extension: null },
              began_at: now - 3_960_000,
            },
          },
          word: "ended",
        },
        state: "done",
        steps: [
          {
            number: 1,
            did: {
              did: "ran",
              action: "Create lead",
              inputs: [
                ["Last name", "Unknown caller"],
                ["Phone", "+12125550142"],
              ],
            },
            records: [byId("Lead", "00Q5g00000NewLeadAAA")],
            waits: false,
          },
          {
            number: 2,
            did: { did: "asked", when: "call.talk_s > 120", held: false },
            records: [],
            waits: false,
          },
          { number: 3, did: { did: "showed", text: "New lead for +12125550142" }, records: [], waits: false },
        ],
        inputs,
      },
      {
        id: 1,
        automation: "react_to_outbound_message",
        title: "React to an Outbound Message",
        at: now - 86_000_000,
        because: {
          because: "message",
          record: { ...byId("Case", "5005g00000CaseOneAAA"), name: "00001026" },
        },
        state: "held_back",
        steps: [{ number: 1, did: { did: "held_back", why: "own_write" }, records: [], waits: false }],
        inputs: [],
      },
    ];
  }
}

function read(text: string): { automations: { when?: string }[] } | null {
  try {
    const file = JSON.parse(text) as { automations?: { when?: string }[] };
    return { automations: file.automations ?? [] };
  } catch {
    return null;
  }
}
