import type { TimelineView } from "../../host/bindings";

/** What the timeline can be narrowed to. */
export const KINDS = ["all", "call", "task", "case"] as const;

/** One of {@link KINDS}. */
export type Kind = (typeof KINDS)[number];

/** The items of a kind. */
export function ofKind(items: readonly TimelineView[], kind: Kind): readonly TimelineView[] {
  return kind === "all" ? items : items.filter((item) => item.kind === kind);
}
