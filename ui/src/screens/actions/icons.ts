import type { ActionRow } from "../../host/bindings";
import type { IconName } from "../../parts/icons";

/** What stands before an action, by what it does. */
export const ICON_OF: Record<ActionRow["kind"], IconName> = {
  read: "search",
  create: "task",
  update: "pencil",
  delete: "close",
};
