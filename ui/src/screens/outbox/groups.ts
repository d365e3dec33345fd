import type { EntryStateView, EntryView } from "../../host/bindings";

/** A part of the outbox. */
export interface Group {
  kind: "refused" | "waiting" | "sent" | "cancelled";
  entries: EntryView[];
}

const GROUP: Record<EntryStateView["kind"], Group["kind"]> = {
  refused: "refused",
  waiting: "waiting",
  sending: "waiting",
  sent: "sent",
  cancelled: "cancelled",
};

/** The entries by what a person would do with them: what waits for a decision comes first. Empty groups are left out. */
export function groups(entries: readonly EntryView[]): Group[] {
  return (["refused", "waiting", "sent", "cancelled"] as const)
    .map((kind) => ({ kind, entries: entries.filter((entry) => GROUP[entry.state.kind] === kind) }))
    .filter((group) => group.entries.length > 0);
}
