/** English: actions. */
import type { MisfitBecause, WantedView } from "../../host/bindings";

/** What a field takes. */
const WANTED: Record<WantedView, string> = {
  yes_or_no: "yes or no",
  whole_number: "a whole number",
  number: "a number",
  day: "a day, such as 2026-11-30",
  moment: "a day and a time",
  record: "a record",
};

export const actions = {
  actions: {
    title: "Actions",
    all: "All actions",
    find: "What do you want to do?",
    none: "No action has these words.",
    more: "More fields",
    look: "Look it up",
    doIt: "Do it",
    sure: "Do this now?",
    sureDelete: "Delete this record?",
    goesWith: "With it go",
    bin: "It stays in Salesforce's recycle bin for 15 days; Undo brings it back from there.",
    deleteIt: "Delete it",
    keepIt: "Keep it",
    emptyField: "Empty a field",
    emptyNone: "Nothing",
    emptied: "will be emptied",
    recordHint: "Type a name, or paste an id",
    gone: (field: string) => `${field} is not written.`,
    recordOf: "Kind of record",
    noRecord: "Nothing is called so.",
    standing:
      "What stands there is filled in. Only what you change is written; a field that you empty is emptied.",
    notRead:
      "What stands there could not be read just now. What you fill in is written, the rest stays as it is.",
    whole: "All that Salesforce answered",
    cut: "The answer was too large; this is its beginning.",
    undo: "Undo",
    undoHint:
      "Former values come back where nobody has changed them since, what is new goes to the recycle bin, what was deleted comes back from there.",
    /** A text of the built-in catalogue, which the engine has in English. */
    text: (english: string) => english,
    kept: "What you filled in is kept.",
    binned: "in the recycle bin",
    goesAlong: (count: number, label: string, more: boolean) =>
      `${more ? "more than " : ""}${count} ${label}`,
    /** Why something that was given does not fit. */
    misfit: (because: MisfitBecause): string => {
      switch (because.kind) {
        case "missing":
          return `${because.label} is missing.`;
        case "missing_one_of":
          return `One of these is missing: ${because.labels.join(", ")}.`;
        case "wanted":
          return `${because.label} takes ${WANTED[because.wanted]}.`;
        case "too_long":
          return `${because.label}: at most ${because.most} characters fit.`;
        case "not_listed":
          return `${because.label}: your org does not allow ${because.value}.${because.nearest === null ? "" : ` Did you mean ${because.nearest}?`}`;
        case "no_field":
          return `${because.object} has no field ${because.field}.${because.nearest === null ? "" : ` Did you mean ${because.nearest}?`}`;
        case "not_writable":
          return `Your Salesforce user may not write ${because.label}.`;
        case "nothing":
          return "Fill in at least one field.";
      }
    },
    saved: "Saved. It is being sent.",
    again: "Once more",
    count: (n: number) => (n === 1 ? "1 found" : `${n} found`),
    firstOf: (n: number) => `The first ${n}; there are more`,
    setup: "Actions",
    setupLead: "For whom, on which calls and when each action is offered. Nothing holds before you save it.",
    asItIs: "Show what is in use",
    adminOnly: "Only an admin of Callside may change this.",
    isOff: "not offered",
    isOffered: "Offered",
    onCall: "on the call",
    onCallLong: "Stands on the call itself",
    asks: "asks first",
    asksFirst: "Asks before it is done",
    asksAlways: "Before a delete it is always asked.",
    forWhom: "For whom",
    roles: { agent: "Everybody", supervisor: "Supervisors and admins", admin: "Admins" },
    when: "When",
    moments: {
      ringing: "while it rings",
      talking: "while people talk",
      wrap_up: "after the call",
      always: "also without a call",
    },
    queues: "On calls of these queues",
    queuesHint: "Names with commas between them. Empty: of all.",
    rows: "Rows at most",
    rowsHint: "1 to 2000",
    rowFields: "Fields of a row",
    addRowField: "Add a field to the rows",
    rowFieldsHint: "API names with commas between them, such as Name, Account.Name",
    compared: "Fields that are compared",
    comparedHint: "What is typed is looked for in each of these.",
    comparesOne: "A search compares one field at least.",
    comparesMost: (n: number) => `A search compares ${n} fields at most.`,
    addCompared: "Compare a field of a parent",
    howCompared: (field: string) => `How ${field} is compared`,
    comparedBy: {
      contains: "contains it",
      starts_with: "begins with it",
      exact: "is exactly it",
      phone: "same phone number",
      case_number: "same case number",
    },
    asTemplate: "As the template has it",
    nothingChanged: "Nothing was changed.",
    saveCount: (n: number) => (n === 0 ? "Save" : n === 1 ? "Save 1 change" : `Save ${n} changes`),
    fileLead:
      "Chains, actions under names of your own and templates of your own are written here. The guide has examples.",
    own: "Actions of your own",
    ownLead:
      "Built from the actions above, from a query, or from a call of the org's API; each under a name of its own.",
    ownNone: "None yet.",
    ownInFile: "written in the file below",
    ownChange: "Change",
    ownNew: { run: "New: filled in beforehand", query: "New: a query", call: "New: a call of the API" },
    ownTitle: "Title",
    ownAbout: "What it is for, in one sentence",
    ownName: "In the file",
    ownNoTitle: "Give it a title first.",
    ownRuns: "Runs this action",
    ownChoose: "Choose an action…",
    ownChooseField: "Choose a field…",
    ownFill: "Fill in a field beforehand",
    ownAddStep: "Another action after it",
    ownRemove: "Take away",
    ownInputs: "What it asks the agent for",
    ownInputsHint: "In the texts each is {{input.name}}.",
    ownInputName: "Name",
    ownInputLabel: "Label",
    ownAddInput: "Ask for something",
    ownQuery: "Query",
    ownMethod: "Method",
    ownPath: "Path",
    ownPathHint: "What follows /services/data/vXX.0/. Values in it are encoded.",
    ownBody: "Body (JSON)",
    ownRepeatable: "Changes nothing, or the same however often it is sent",
    ownWrong: "It cannot be taken over yet:",
    ownDelete: "Delete",
    ownSure: "Yes, delete it",
    ownStep: (n: number) => `Action ${n}`,
    ownInput: (n: number) => `Question ${n}`,
    merge: "Write the chosen fields, keep theirs elsewhere",
    takeMine: "Mine",
  },
};
