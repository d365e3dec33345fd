/** The section `actions` of a configuration file, changed a part at a time. Pure: what is not named stays. */
import type { ActionSetupRow, MomentView, RoleView } from "../../../host/bindings";

/** For whom and when an action is offered, as the file says it. */
export interface Serves {
  roles?: RoleView[];
  queues?: string[];
  moments?: MomentView[];
  on_call?: boolean;
}

type Named = Record<string, Record<string, unknown>>;

/** The file with these rows' switches in it. */
export function withRows(file: string, rows: readonly ActionSetupRow[]): string {
  const parsed = JSON.parse(file) as { actions?: Record<string, unknown> };
  const actions = { ...parsed.actions };
  const setups: Named = { ...(actions["setups"] as Named | undefined) };
  const serves: Record<string, unknown> = { ...(actions["serves"] as Named | undefined) };
  for (const row of rows) {
    const { name } = row.action;
    const own = setups[name];
    // What is undefined is not written.
    if (row.own && own)
      setups[name] = { ...own, confirm: row.action.confirm || undefined, serves: served(row) };
    else serves[name] = served(row);
  }
  const searches = new Map(Object.entries((actions["searches"] as Named | undefined) ?? {}));
  for (const row of rows) {
    if (row.results === null) continue;
    searches.delete(row.action.name);
    const { set, limit, show, any } = row.results;
    if (set)
      searches.set(row.action.name, {
        limit,
        ...(show === null ? {} : { show }),
        ...(any === null ? {} : { any }),
      });
  }
  const touched = new Set(rows.map((row) => row.action.name));
  const listed = (key: string, has: (row: ActionSetupRow) => boolean) => [
    ...((actions[key] as string[] | undefined) ?? []).filter((name) => !touched.has(name)),
    ...rows.filter(has).map((row) => row.action.name),
  ];
  const off = listed("off", (row) => row.off);
  // Before a delete it is asked whatever the file says.
  const asks = listed("confirm", (row) => !row.own && row.action.confirm && row.action.kind !== "delete");
  const confirm = asks.length === 0 ? undefined : asks;
  const brings = searches.size === 0 ? undefined : Object.fromEntries(searches);
  const parts = { ...filled("setups", setups), ...filled("serves", serves) };
  const next = { ...actions, ...parts, searches: brings, confirm, off };
  return `${JSON.stringify({ ...parsed, actions: next }, null, 2)}\n`;
}

function served(row: ActionSetupRow): Serves {
  return {
    ...(row.role === "agent" ? {} : { roles: [row.role] }),
    ...(row.queues.length === 0 ? {} : { queues: row.queues }),
    ...(row.moments.length === 0 ? {} : { moments: row.moments }),
    ...(row.action.on_call ? { on_call: true } : {}),
  };
}

function filled(key: string, values: Record<string, unknown>): Record<string, unknown> {
  return Object.keys(values).length === 0 ? {} : { [key]: values };
}
