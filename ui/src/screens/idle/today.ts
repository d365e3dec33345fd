import type { CallRow } from "../../host/bindings";
import { sameDay } from "../../words/times";

/** Today's calls as far as they are known. */
export interface Today {
  calls: number;
  talkSeconds: number;
  /** There may be more than were read: all that was read is of today, and there are older ones. */
  more: boolean;
}

/** Counts the calls of today among the newest ones; `older`: there are others that were not read. */
export function today(newest: readonly CallRow[], older: boolean, now: number): Today {
  const rows = newest.filter((row) => sameDay(row.at, now));
  return {
    calls: rows.length,
    talkSeconds: rows.reduce((sum, row) => sum + (row.talk_s ?? 0), 0),
    more: older && rows.length > 0 && rows.length === newest.length,
  };
}
