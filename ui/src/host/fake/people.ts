/** The stand-in's few people. Numbers and addresses are of the ranges that are kept for examples. */
import type {
  CallerView,
  CaseView,
  FieldLabel,
  OpportunityView,
  TimelineTitle,
  TimelineView,
  WhoView,
  WhyView,
} from "../bindings";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const org = (text: string): FieldLabel => ({ kind: "org", text });

const exact = (field: string): WhyView => ({
  kind: "number",
  field,
  same: "exact",
  chosen_before: false,
  made_here: false,
});

/** Sarah, whom most pictures show. */
export const SARAH: CallerView = {
  record: { object: "Contact", id: "0035g00000JohnsonAAA" },
  name: "Sarah Johnson",
  title: "VP of Operations",
  company: "Acme Corporation",
  do_not_call: false,
  fields: [
    { label: org("Email"), value: "sarah.johnson@acme.example", changed: false },
    { label: { kind: "owner" }, value: "Miguel Santos", changed: false },
    { label: org("Support tier"), value: "Silver", changed: false },
  ],
  why: exact("Mobile"),
  tells_apart: "Acme Corporation · Mobile (415) 555-0134",
  dial: "+14155550134",
};

/** Her colleague, on the same number. */
export const TOM: CallerView = {
  record: { object: "Lead", id: "00Q5g00000BeckerAAA" },
  name: "Tomás Becker",
  title: null,
  company: "Becker & Daughters Logistics",
  do_not_call: true,
  fields: [
    { label: org("Email"), value: "tomas@becker.example", changed: false },
    { label: org("Status"), value: "Working - Contacted", changed: false },
  ],
  why: exact("Phone"),
  tells_apart: "Becker & Daughters Logistics · Phone (415) 555-0134",
  dial: "+14155550134",
};

/** Somebody whose record was filled in by a stranger. */
export const HOSTILE: CallerView = {
  record: { object: "Contact", id: "0035g00000HostileAAA" },
  name: `<img src=x onerror="window.__ran=1">\u202eevil\u202c\u200b `.padEnd(180, "Wolfeschlegelsteinhausen"),
  title: "<script>window.__ran=1</script>",
  company: "מזמין־ארוך \u2067RTL\u2069 <b>bold</b> {{constructor}}",
  do_not_call: false,
  fields: [{ label: org("Email"), value: `"><svg onload=window.__ran=1>@example.invalid`, changed: true }],
  why: exact("Mobile"),
  tells_apart: "<i>x</i> · (415) 555-0199",
  dial: null,
};

/** Covered until somebody confirms. */
export const MASKED: CallerView = {
  ...SARAH,
  name: "S•••• J••••••",
  title: null,
  company: null,
  fields: [],
  why: { kind: "number", field: "Phone", same: "national", chosen_before: false, made_here: false },
  tells_apart: "Contact",
  dial: null,
};

/** What Salesforce adds to what this machine knew of Sarah. */
export const SARAH_LIVE: CallerView = {
  ...SARAH,
  fields: SARAH.fields.map((row) =>
    row.label.kind === "org" && row.label.text === "Support tier"
      ? { ...row, value: "Gold", changed: true }
      : row,
  ),
};

/** Nobody yet. */
export const UNKNOWN: WhoView = {
  kind: "unknown",
  drafts: [
    {
      object: "Contact",
      inputs: [
        { field: "FirstName", label: "First name", value: "Dana", required: false, max_length: 40 },
        { field: "LastName", label: "Last name", value: "", required: true, max_length: 80 },
        { field: "Phone", label: "Phone", value: "+1 415-555-0171", required: false, max_length: 40 },
        { field: "Email", label: "Email", value: "", required: false, max_length: 80 },
      ],
    },
    {
      object: "Lead",
      inputs: [
        { field: "FirstName", label: "First name", value: "Dana", required: false, max_length: 40 },
        { field: "LastName", label: "Last name", value: "", required: true, max_length: 80 },
        { field: "Company", label: "Company", value: "", required: true, max_length: 255 },
        { field: "Phone", label: "Phone", value: "+1 415-555-0171", required: false, max_length: 40 },
      ],
    },
  ],
};

/** Sarah's open cases. */
export function cases(now: number): CaseView[] {
  return [
    {
      id: "5005g00000Case077AAA",
      number: "00001077",
      subject: "Wrong rate on October invoice",
      status: "Escalated",
      priority: "High",
      escalated: true,
      opened_at: now - 2 * DAY,
      changed: false,
    },
    {
      id: "5005g00000Case063AAA",
      number: "00001063",
      subject: "Add two seats",
      status: "New",
      priority: null,
      escalated: false,
      opened_at: now - 6 * DAY,
      changed: false,
    },
  ];
}

/** Sarah's open opportunities. */
export const DEALS: OpportunityView[] = [
  {
    id: "0065g00000Renew27AAA",
    name: "Renewal 2027",
    stage: "Prospecting",
    amount: "$48,000",
    closes: "2026-12-15",
    changed: false,
  },
];

/** What happened before. */
export function timeline(now: number): TimelineView[] {
  const text = (text: string): TimelineTitle => ({ kind: "text", text });
  const nothing = { talk_s: null, owner: null, priority: null, detail: null, provider: null };
  const rows: (Partial<TimelineView> & { kind: string; days: number; title: TimelineTitle })[] = [
    {
      kind: "call",
      days: 9,
      title: text("Callback requested"),
      talk_s: 381,
      owner: "Priya",
      detail: "Invoice 1234 shows the old rate. Promised a corrected invoice by Friday.",
      provider: "Five9",
    },
    {
      kind: "case",
      days: 11,
      title: { kind: "case_opened", number: "00001042" },
      priority: "High",
      detail: "Invoice amount discrepancy",
    },
    { kind: "task", days: 30, title: text("Send the new price list") },
    { kind: "call", days: 49, title: text("Voicemail"), talk_s: 38, provider: "Aircall" },
    {
      kind: "call",
      days: 98,
      title: text("Interested"),
      talk_s: 725,
      owner: "Dana",
      detail: "Asked about the enterprise plan; sent pricing.",
      provider: "Five9",
    },
  ];
  return rows.map(({ days, ...row }, i) => ({
    ...nothing,
    ...row,
    key: `t${i + 1}`,
    at: now - days * DAY,
    record:
      row.kind === "call"
        ? null
        : { object: row.kind === "case" ? "Case" : "Task", id: `5005g0000000t${i + 1}AAAA` },
    changed: false,
  }));
}
