import type { EntryStateView, EntryView } from "../../host/bindings";

/** A part of the outbox. */
export interface Group {
  kind: "refused" | "waiting" | "elsewhere" | "sent" | "cancelled";
  entries: EntryView[];
}

const GROUP: Record<EntryStateView["kind"], Group["kind"]> = {
  refused: "refused",
  untold: "refused",
  waiting: "waiting",
  sending: "waiting",
  sent: "sent",
  cancelled: "cancelled",
};

/** What is still to be done in another org stands apart: nothing can be done about it here. */
function groupOf(entry: EntryView): Group["kind"] {
  const group = GROUP[entry.state.kind];
  const open = group === "refused" || group === "waiting";
  return open && entry.elsewhere !== null ? "elsewhere" : group;
}

/** The entries by what a person would do with them: what waits for a decision comes first. Empty groups are left out. */
export function groups(entries: readonly EntryView[]): Group[] {
  return (["refused", "waiting", "elsewhere", "sent", "cancelled"] as const)
    .map((kind) => ({ kind, entries: entries.filter((entry) => groupOf(entry) === kind) }))
    .filter((group) => group.entries.length > 0);
}
