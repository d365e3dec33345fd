import type { FieldStanding } from "../../host/bindings";

/** English: which fields are searched for a caller's number. */
export const phoneFields = {
  phoneFields: {
    tab: "Phone fields",
    title: "Phone fields that are searched",
    lead: 'A caller is looked for in these fields. When several of them hold the number, the first is given as the reason. Tick "Confirm first" where a number may reach somebody else: such a match stays masked until the agent confirms it. Nothing holds before you put it in force.',
    confirm: "Confirm first",
    none: "No field: none of these records is found by its number.",
    full: (most: number) => `${most} fields are as many as a look-up can ask for.`,
    standard: "Standard fields again",
    text: (label: string) => `${label} (text)`,
    standing: {
      spellings: "A text field: numbers are found in their usual spellings only.",
      absent: "Left out: your org does not have this field, or your user may not see it.",
      no_numbers: "Left out: numbers cannot be found in a field of this type.",
    } satisfies Record<Exclude<FieldStanding, "searched">, string>,
  },
};
