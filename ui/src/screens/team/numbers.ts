/** From numbers to what is pictured. Pure: the day comes in. */
import type { CampaignOutcomeView, HourView, OutcomeCountView, TallyView } from "../../host/bindings";
import { numberFormat } from "../../words/formats";

/** Which days are looked at. */
export type Period = "today" | "yesterday" | "7" | "30" | "90" | "365" | "custom";
export const PERIODS: readonly Period[] = ["today", "yesterday", "7", "30", "90", "365", "custom"];
/** Days within which a call is a repeat. */
export const WINDOWS = ["1", "3", "7", "14", "30"] as const;

/** The day of a moment here, `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first and the last day of a period. */
export function daysOf(period: Exclude<Period, "custom">, now: number): { first: string; last: string } {
  const back = (days: number) => {
    const date = new Date(now);
    return dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() - days, 12).getTime());
  };
  if (period === "today") return { first: back(0), last: back(0) };
  if (period === "yesterday") return { first: back(1), last: back(1) };
  return { first: back(Number(period) - 1), last: back(0) };
}

/** Average seconds of a call, all in all; `null` while nothing is known. */
export function handle(tally: TallyView): number | null {
  if (tally.talk_s === null) return null;
  return tally.talk_s + (tally.hold_s ?? 0) + (tally.wrap_up_s ?? 0);
}

/** Minutes; `null` = of no call it is known. */
export type Minutes = number | null;

/** Average minutes of talk, hold and wrap-up for each hour of the day in which somebody talked. */
export function byHour(
  hours: readonly HourView[],
): { hour: number; calls: number; parts: [Minutes, Minutes, Minutes] }[] {
  const sums = new Map<number, HourView>();
  for (const one of hours) {
    const sum = sums.get(one.hour);
    if (!sum) sums.set(one.hour, { ...one });
    else
      for (const key of ["calls", "talked", "talk_s", "held", "hold_s", "wrapped", "wrap_up_s"] as const)
        sum[key] += one[key];
  }
  const minutes = (seconds: number, of: number) => (of === 0 ? null : seconds / of / 60);
  return [...sums.values()]
    .filter((sum) => sum.talked > 0)
    .sort((a, b) => a.hour - b.hour)
    .map(({ hour, calls, talked, talk_s, held, hold_s, wrapped, wrap_up_s }) => ({
      hour,
      calls,
      parts: [minutes(talk_s, talked), minutes(hold_s, held), minutes(wrap_up_s, wrapped)],
    }));
}

/** Calls of each hour of the week, by weekday and hour. */
export function callsBySlot(hours: readonly HourView[]): Map<string, number> {
  return new Map(hours.map(({ weekday, hour, calls }) => [`${weekday} ${hour}`, calls]));
}

/** A difference with its sign; nothing where there is none. */
export function signed(by: number, locale: string): string {
  return by === 0 ? "" : `${by > 0 ? "+" : "−"}${numberFormat(locale).format(Math.abs(by))}`;
}

/** The hours from the first to the last in which anybody called. */
export function span(hours: readonly HourView[]): number[] {
  if (hours.length === 0) return [];
  const all = hours.map(({ hour }) => hour);
  const first = Math.min(...all);
  return Array.from({ length: Math.max(...all) - first + 1 }, (_, i) => first + i);
}

/** The first rows, and what the others add up to. */
export function firstAndRest(
  rows: readonly OutcomeCountView[],
  most: number,
): { rows: readonly OutcomeCountView[]; rest: number } {
  const shown = rows.filter(({ calls }) => calls > 0);
  const kept = shown.length > most ? shown.slice(0, most - 1) : shown;
  return { rows: kept, rest: shown.slice(kept.length).reduce((sum, { calls }) => sum + calls, 0) };
}

/** Campaigns against outcomes, as shares of the campaign's calls: the greatest of both. */
export function shares(
  rows: readonly CampaignOutcomeView[],
  most: { campaigns: number; outcomes: number },
): {
  campaigns: (string | null)[];
  outcomes: (string | null)[];
  cells: { row: number; column: number; share: number; calls: number; before: number }[];
} {
  const total = (key: "campaign" | "outcome") => {
    const sums = new Map<string | null, number>();
    for (const row of rows) sums.set(row[key], (sums.get(row[key]) ?? 0) + row.calls);
    return [...sums].sort(([, a], [, b]) => b - a);
  };
  const all = new Map(total("campaign"));
  const campaigns = [...all.keys()].slice(0, most.campaigns);
  const outcomes = total("outcome")
    .map(([outcome]) => outcome)
    .slice(0, most.outcomes);
  const cells = rows.flatMap(({ campaign, outcome, calls, before }) => {
    const [row, column] = [campaigns.indexOf(campaign), outcomes.indexOf(outcome)];
    return row < 0 || column < 0
      ? []
      : [{ row, column, calls, before, share: calls / (all.get(campaign) ?? 1) }];
  });
  return { campaigns, outcomes, cells };
}
