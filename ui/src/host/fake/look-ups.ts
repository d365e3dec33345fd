/** The stand-in's look-ups, console and API budget. Typing `#refuse`, `#offline` or `#slow` in a query makes it fail or wait. */
import type {
  BudgetView,
  CellView,
  CompletionView,
  LookUpDraft,
  LookUpView,
  SoqlAnswerView,
  SoqlFaultView,
  TableView,
  Wrong,
} from "../bindings";
import type { Handlers } from "./commands";
import { OFFLINE } from "./sentinels";
import type { World } from "./world";

const DAY = 86_400_000;

const text = (value: string): CellView => ({ kind: "text", text: value });
const columns = (...labels: string[]) => labels.map((label) => ({ label, path: label.replace(/\s/g, "") }));

/** What the admin of the stand-in set up. */
export const LOOK_UPS: LookUpDraft[] = [
  {
    name: "entitlement",
    title: "Entitlement",
    when: 'caller.object = "Contact"',
    soql: "SELECT Name, Plan__c, EndDate, Seats__c FROM Entitlement WHERE AccountId = {{caller.account_id}}",
    rows: 5,
    seconds: 5,
  },
  {
    name: "orders",
    title: "Last orders",
    when: "",
    soql: "SELECT OrderNumber, Status, TotalAmount FROM Order WHERE Contact__c = {{caller.id}} ORDER BY EffectiveDate DESC",
    rows: 3,
    seconds: 5,
  },
];

const ENTITLEMENT: TableView = {
  columns: columns("Contract", "Plan", "Until", "Seats"),
  rows: [
    {
      record: { object: "Entitlement", id: "5505g00000Entitl1AAA" },
      cells: [
        text("C-20418"),
        text("Enterprise"),
        { kind: "date", day: "2027-01-31" },
        { kind: "number", text: "120" },
      ],
    },
  ],
  left_out: 0,
};

const ORDERS: TableView = {
  columns: columns("Order", "Status", "Amount"),
  rows: ["00000871", "00000822", "00000764"].map((number, i) => ({
    record: { object: "Order", id: `8015g0000000${i}OrdAAA`.slice(0, 18) },
    cells: [
      text(number),
      text(i === 0 ? "Draft" : "Activated"),
      { kind: "number", text: String(1200 - i * 150) },
    ],
  })),
  left_out: 4,
};

/** Look-ups beside the pop of somebody who is known: one live with a change, one that failed. */
export function lookUpsOf(now: number): LookUpView[] {
  return [
    {
      name: "entitlement",
      title: "Entitlement",
      table: ENTITLEMENT,
      state: { kind: "live" },
      changed: [{ row: 0, column: 3 }],
    },
    {
      name: "orders",
      title: "Last orders",
      table: ORDERS,
      state: { kind: "failed", as_of: now - 2 * DAY, because: { say: "stale", because: "too_late" } },
      changed: [],
    },
  ];
}

const NAMES = [
  "Acme Corporation",
  '=HYPERLINK("http://example.invalid")',
  "Initech",
  "<b>Globex</b>",
  "Umbrella",
];

function page(from: number, count: number): TableView {
  return {
    columns: columns("Account Name", "Employees", "Active", "Created", "Cases"),
    rows: Array.from({ length: count }, (_, i) => {
      const n = from + i;
      const id = `0015g00000${String(n).padStart(5, "0")}AAA`;
      const cases: CellView = {
        kind: "rows",
        table: {
          columns: columns("Subject"),
          rows: [{ record: null, cells: [text(`Case of account ${n}`)] }],
          left_out: 0,
        },
      };
      const employees: CellView =
        n % 7 === 3 ? { kind: "empty" } : { kind: "number", text: String((n * 37) % 900) };
      return {
        record: { object: "Account", id },
        cells: [
          text(`${NAMES[n % NAMES.length] ?? ""} ${n}`),
          employees,
          { kind: "bool", yes: n % 2 === 0 },
          { kind: "moment", at: Date.UTC(2026, 0, 1) + n * DAY },
          n % 3 === 0 ? cases : { kind: "empty" },
        ],
      };
    }),
    left_out: 2500 - from - count > 0 ? 2500 - count : 0,
  };
}

/** A few rules of the real check, enough to see faults. */
function faults(soql: string): SoqlFaultView[] {
  const fault = (word: string, wrong: Wrong, nearest: string | null): SoqlFaultView => {
    const from = Math.max(0, soql.indexOf(word));
    return { from, to: from + word.length, line: 1, column: from + 1, wrong, nearest };
  };
  const first = /^\s*(\w+)/.exec(soql)?.[1] ?? "";
  if (first.toUpperCase() !== "SELECT") {
    return [fault(first, { wrong: "not_select" }, null)];
  }
  if (soql.includes("Nmae"))
    return [fault("Nmae", { wrong: "no_field", of: { object: "Account", name: "Nmae" } }, "Name")];
  return /\bFROM\s+\w+/i.test(soql)
    ? []
    : [fault(soql.slice(-1), { wrong: "soql", of: { what: "words", of: "FROM" } }, null)];
}

const WORDS = ["SELECT", "FROM", "WHERE", "ORDER BY", "LIMIT"];
const FIELDS = [
  ["Name", "Account Name"],
  ["NumberOfEmployees", "Employees"],
  ["Owner.", "User"],
];

function complete(soql: string, at: number, values: boolean): CompletionView {
  const typed = /[{\w.]*$/.exec(soql.slice(0, at))?.[0] ?? "";
  const begins = (word: string) => word.toLowerCase().startsWith(typed.toLowerCase());
  const options = [
    ...FIELDS.map(([name = "", detail = ""]) => ({
      text: name,
      detail,
      sort: name.endsWith(".") ? "relationship" : "field",
    })),
    ...WORDS.map((word) => ({ text: word, detail: "", sort: "keyword" })),
    ...(values ? [{ text: "{{caller.id}}", detail: "", sort: "call_value" }] : []),
  ];
  return { from: at - typed.length, to: at, options: options.filter((option) => begins(option.text)) };
}

const BUDGET: BudgetView = {
  used: 1842,
  max: 15000,
  percent: 12,
  slow: 70,
  stop: 85,
  last: 98,
  spent: [
    { purpose: "pop", calls: 214 },
    { purpose: "wrap_up", calls: 61 },
    { purpose: "look_up", calls: 97 },
    { purpose: "describe", calls: 18 },
  ],
};

type Mine =
  | "look_ups"
  | "look_up_setup"
  | "try_look_up"
  | "check_soql"
  | "complete_soql"
  | "save_text"
  | "run_soql"
  | "more_soql"
  | "cancel_soql"
  | "export_soql"
  | "soql_history"
  | "budget"
  | "ask_budget";

/** The handlers of look-ups, console and budget. */
export function lookUpHandlers(world: World): Pick<Handlers, Mine> {
  let read = 0;
  let past: { soql: string; at: number }[] = [];
  const answer = (count: number, took_ms: number): SoqlAnswerView => {
    const table = page(read, count);
    read += count;
    return { kind: "rows", table, more: read < 2500, took_ms };
  };
  const budget = (): BudgetView => {
    const percent = world.connections.api_used_percent ?? BUDGET.percent ?? 0;
    return { ...BUDGET, percent, used: Math.round(percent * 150) };
  };
  return {
    look_ups: ({ call }) => world.lookUps.get(call) ?? [],
    look_up_setup: () => ({
      look_ups: world.lookUpSetup,
      values: ["caller.id", "caller.account_id", "caller.name", "call.queue"],
      signed: false,
    }),
    try_look_up: ({ look_up }) => (look_up.soql.includes("account_id") ? ENTITLEMENT : null),
    check_soql: ({ soql }) => faults(soql),
    complete_soql: ({ soql, at, values }) => complete(soql, at, values),
    save_text: ({ name }) => ({ path: `Downloads/${name}` }),
    run_soql: ({ soql }) => {
      if (soql.includes("#offline")) throw OFFLINE;
      if (soql.includes("#refuse"))
        return { kind: "refused", message: "Implementation restriction: <b>no</b>" };
      const wrong = faults(soql);
      if (wrong.length > 0) return { kind: "wrong", faults: wrong };
      past = [{ soql, at: world.now() }, ...past.filter((query) => query.soql !== soql)];
      read = 0;
      return answer(1000, 412);
    },
    more_soql: () => answer(1000, 388),
    cancel_soql: () => null,
    export_soql: () => ({
      path: "Downloads/callside-query-2026-11-26.csv",
      rows: 2500,
      total: 2500,
      end: "whole",
    }),
    soql_history: () => past,
    budget,
    ask_budget: budget,
  };
}
