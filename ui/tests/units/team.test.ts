import { describe, expect, test } from "vitest";
import type { HourView, TallyView } from "../../src/host/bindings";
import { csv, shade, ticks } from "../../src/screens/team/charts/chart";
import { byHour, daysOf, firstAndRest, handle, shares, span } from "../../src/screens/team/numbers";

test.each([
  [0, [0, 1]],
  [3.9, [0, 1, 2, 3, 4]],
  [4, [0, 1, 2, 3, 4]],
  [7.2, [0, 2, 4, 6, 8]],
  [0.9, [0, 0.25, 0.5, 0.75, 1]],
  [412, [0, 200, 400, 600]],
])("an axis up to %d has round lines", (most, expected) => {
  expect(ticks(most)).toEqual(expected);
});

test.each([
  [0, 10, 0],
  [1, 100, 1],
  [50, 100, 3],
  [100, 100, 5],
  [5, 0, 0],
])("%d of %d is shade %d", (value, most, expected) => {
  expect(shade(value, most)).toBe(expected);
});

test("a table as CSV holds no formula and keeps what it says", () => {
  const text = csv({
    columns: ["Outcome", "Calls"],
    rows: [{ cells: ["=1+1", 3] }, { cells: ['say "hi", then go', -2] }, { cells: ["＠x", 0.5] }],
  });
  expect(text).toBe('\ufeffOutcome,Calls\r\n"\'=1+1",3\r\n"say ""hi"", then go",-2\r\n"\'＠x",0.5\r\n');
});

describe("days", () => {
  const now = new Date(2026, 2, 1, 15).getTime();
  test.each([
    ["today", "2026-03-01", "2026-03-01"],
    ["yesterday", "2026-02-28", "2026-02-28"],
    ["7", "2026-02-23", "2026-03-01"],
    ["365", "2025-03-02", "2026-03-01"],
  ] as const)("%s", (period, first, last) => {
    expect(daysOf(period, now)).toEqual({ first, last });
  });
});

const hour = (weekday: number, at: number, calls: number, talk_s: number): HourView => ({
  weekday,
  hour: at,
  calls,
  talked: calls,
  talk_s,
  held: at === 10 ? calls : 0,
  hold_s: 0,
  wrapped: 0,
  wrap_up_s: 0,
});

test("hours of all weekdays are one bar, averaged over their calls", () => {
  const bars = byHour([hour(1, 10, 1, 60), hour(2, 10, 3, 420), hour(1, 9, 0, 0)]);
  expect(bars).toEqual([{ hour: 10, calls: 4, parts: [2, 0, null] }]);
  expect(span([hour(1, 9, 1, 0), hour(2, 12, 1, 0)])).toEqual([9, 10, 11, 12]);
  expect(span([])).toEqual([]);
});

test("handle time is the sum of what is known, or unknown", () => {
  const tally = { talk_s: 100, hold_s: null, wrap_up_s: 20 } as TallyView;
  expect(handle(tally)).toBe(120);
  expect(handle({ ...tally, talk_s: null })).toBeNull();
});

test("what is many is cut, and the rest is counted", () => {
  const rows = [5, 4, 3, 2, 1, 0].map((calls) => ({ outcome: String(calls), calls, before: 0 }));
  expect(firstAndRest(rows, 9)).toEqual({ rows: rows.slice(0, 5), rest: 0 });
  expect(firstAndRest(rows, 3)).toEqual({ rows: rows.slice(0, 2), rest: 6 });
});

test("shares are of the whole campaign, also where an outcome is left out", () => {
  const rows = [
    { campaign: "A", outcome: "Booked", calls: 6, before: 4 },
    { campaign: "A", outcome: null, calls: 2, before: 0 },
    { campaign: "B", outcome: "Booked", calls: 1, before: 0 },
  ];
  const found = shares(rows, { campaigns: 1, outcomes: 1 });
  expect(found.campaigns).toEqual(["A"]);
  expect(found.cells).toEqual([{ row: 0, column: 0, calls: 6, before: 4, share: 0.75 }]);
});
