/** What most companies begin with; each is an ordinary automation from then on. */
import type { Definition } from "./definition";

/** An automation to begin with, and the key of its title among the words. */
export type Recipe = Omit<Definition, "title"> & {
  key: "stranger" | "follow_up" | "callback" | "escalated" | "message";
};

/** The automation of a recipe, under a title in the person's language. */
export function fromRecipe(recipe: Recipe, title: string): Definition {
  const { name, enabled, on, when, steps } = structuredClone(recipe);
  return { name, title, enabled, on, when: when ?? "", steps };
}

export const RECIPES: readonly Recipe[] = [
  {
    key: "stranger",
    name: "lead_from_unknown_caller",
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
          Company: '{{caller.provider_name or "Unknown"}}',
          Phone: "{{caller.number}}",
          LeadSource: "Phone Inquiry",
        },
      },
      { do: "toast", text: "New lead for {{caller.number}}" },
    ],
  },
  {
    key: "follow_up",
    name: "follow_up_after_interest",
    enabled: true,
    on: { trigger: "disposition", codes: ["interested"] },
    when: "opportunity.amount > 10000",
    steps: [
      {
        do: "action",
        action: "task.create",
        with: {
          Subject: "Send the offer to {{caller.name}}",
          WhatId: "{{opportunity.id}}",
          ActivityDate: "{{now.next_working_day}}",
          Priority: "High",
        },
      },
    ],
  },
  {
    key: "callback",
    name: "try_again_after_no_answer",
    enabled: true,
    on: { trigger: "disposition", codes: ["no_answer", "busy", "voicemail_left"] },
    steps: [{ do: "toast", text: "Try {{caller.name or caller.number}} again: the task is in Salesforce." }],
  },
  {
    key: "escalated",
    name: "open_escalated_case",
    enabled: true,
    on: { trigger: "call", events: ["answered"] },
    when: "case.escalated",
    steps: [
      { do: "toast", text: "Escalated case {{case.number}}: {{case.subject}}" },
      { do: "open_record", record: "{{case.id}}" },
    ],
  },
  {
    key: "message",
    name: "react_to_outbound_message",
    enabled: true,
    on: { trigger: "outbound_message", object: "Case" },
    when: 'record.Status = "Escalated"',
    steps: [
      { do: "toast", text: "Case {{record.CaseNumber or record.Id}} was escalated" },
      { do: "open_record", record: "{{record.Id}}" },
    ],
  },
];
