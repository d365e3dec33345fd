/** An automation as a configuration file has it; the builder edits this and nothing else. */

export type Definition = {
  name: string;
  title: string;
  enabled: boolean;
  on: Trigger;
  when?: string | null;
  steps: Step[];
  limits?: { steps: number; runs_per_hour: number };
};

export type Whose = "mine" | "anyones";

export type Trigger =
  | { trigger: "call"; events: string[] }
  | { trigger: "disposition"; codes: string[] }
  | { trigger: "new_record"; object: string; whose?: Whose }
  | { trigger: "updated_record"; object: string; fields?: string[]; whose?: Whose }
  | { trigger: "deleted_record"; object: string }
  | { trigger: "outbound_message"; object: string; action?: string | null };

export type Step =
  | { do: "action"; action: string; with: Record<string, unknown>; as?: string | null }
  | { do: "toast"; text: string }
  | { do: "open_record"; record: string }
  | { do: "tag"; tag: string }
  | { do: "branch"; when: string; then: Step[]; otherwise: Step[] }
  | { do: "stop" };

/** Every kind of trigger and step, in the order of the lists. */
export const TRIGGERS = [
  "call",
  "disposition",
  "new_record",
  "updated_record",
  "deleted_record",
  "outbound_message",
] as const satisfies Trigger["trigger"][];

export const STEPS = [
  "action",
  "toast",
  "open_record",
  "tag",
  "branch",
  "stop",
] as const satisfies Step["do"][];

/** A trigger of a kind, with what it needs filled in. */
export function newTrigger(kind: Trigger["trigger"], before: Trigger): Trigger {
  const object = "object" in before ? before.object : "Lead";
  switch (kind) {
    case "call":
      return { trigger: kind, events: ["ended"] };
    case "disposition":
      return { trigger: kind, codes: [] };
    case "new_record":
      return { trigger: kind, object, whose: "mine" };
    case "updated_record":
      return { trigger: kind, object, fields: [], whose: "mine" };
    case "deleted_record":
      return { trigger: kind, object };
    case "outbound_message":
      return { trigger: kind, object };
  }
}

/** A step of a kind, with nothing in it yet. */
export function newStep(kind: Step["do"], action: string): Step {
  switch (kind) {
    case "action":
      return { do: kind, action, with: {} };
    case "toast":
      return { do: kind, text: "" };
    case "open_record":
      return { do: kind, record: "{{previous.id}}" };
    case "tag":
      return { do: kind, tag: "" };
    case "branch":
      return { do: kind, when: "", then: [], otherwise: [] };
    case "stop":
      return { do: kind };
  }
}

/** A new automation whose name is nobody's yet. */
export function newDefinition(names: readonly string[], title: string): Definition {
  let n = names.length + 1;
  while (names.includes(`automation_${n}`)) n += 1;
  return {
    name: `automation_${n}`,
    title,
    enabled: true,
    on: { trigger: "call", events: ["ended"] },
    when: "",
    steps: [{ do: "toast", text: "{{caller.name or caller.number}}" }],
  };
}

/** What goes into the file: an empty condition is none. */
export function tidy(definition: Definition): Definition {
  const { when, ...rest } = definition;
  return when && when.trim() !== "" ? { ...rest, when } : rest;
}

/** The text of a file with these automations. */
export function fileOf(definitions: readonly Definition[]): string {
  return `${JSON.stringify({ callside_config: 1, automations: definitions.map(tidy) }, null, 2)}\n`;
}
