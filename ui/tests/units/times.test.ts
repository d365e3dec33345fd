import { describe, expect, test } from "vitest";
import { days, timeText } from "../../src/screens/desk/when";
import { today } from "../../src/screens/idle/today";
import { pastCalls } from "../../src/host/fake/rows";
import { en } from "../../src/words/en/en";
import { age, atMinutes, clock, dayName, length, readTime, short } from "../../src/words/times";

const NOW = new Date(2026, 10, 20, 14, 0).getTime();
const HOUR = 3_600_000;

test.each([
  [0, "0 s"],
  [59_000, "59 s"],
  [60_000, "1 min"],
  [3 * HOUR, "3 h"],
  [47 * HOUR, "47 h"],
  [48 * HOUR, "2 d"],
  [-5_000, "0 s"],
])("%d ms ago is %s", (gone, text) => {
  expect(age(en, NOW - gone, NOW)).toBe(text);
});

test.each([
  [0, "0:00"],
  [134, "2:14"],
  [3_729, "1:02:09"],
  [-3, "0:00"],
])("%d seconds are %s", (seconds, text) => {
  expect(length(seconds)).toBe(text);
});

test.each([
  ["10", 600],
  ["10:30", 630],
  ["1030", 630],
  ["9.05", 545],
  ["14h30", 870],
  ["3pm", 900],
  ["3:15 PM", 915],
  ["12am", 0],
  ["12 p.m.", 720],
  [" 0:00 ", 0],
  ["24", null],
  ["10:61", null],
  ["13pm", null],
  ["soon", null],
  ["", null],
])("%j is %s minutes", (text, minutes) => {
  expect(readTime(text)).toBe(minutes);
});

describe("moments", () => {
  test("a time of day is read in the caller's zone; an unknown zone is none", () => {
    const at = Date.UTC(2026, 10, 20, 14, 0);
    expect(clock("en-US", at, "America/Los_Angeles")).toBe("6:00 AM");
    expect(clock("de", at, "Europe/Berlin")).toBe("15:00");
    expect(clock("en-US", at, "Nowhere/Else")).toBeNull();
  });

  test("today has a time, other days a date, other years their year", () => {
    expect(short("en-US", NOW - HOUR, NOW)).toBe("1:00 PM");
    expect(short("en-US", NOW - 30 * HOUR, NOW)).toBe("Nov 19");
    expect(short("en-US", new Date(2025, 0, 2).getTime(), NOW)).toBe("Jan 2, 2025");
  });

  test("the next days have names", () => {
    expect(dayName(en, "en-US", NOW, NOW)).toBe("Today");
    expect(dayName(en, "en-US", NOW + 24 * HOUR, NOW)).toBe("Tomorrow");
    expect(dayName(en, "en-US", NOW + 72 * HOUR, NOW)).toBe("Mon, Nov 23");
  });

  test("minutes count from the local midnight, also on the day the clocks change", () => {
    const day = new Date(2026, 2, 29, 17, 45).getTime();
    const at = new Date(atMinutes(day, 630));
    expect([at.getDate(), at.getHours(), at.getMinutes()]).toEqual([29, 10, 30]);
  });
});

test("days that can be picked: today and sixty more, and one that was agreed outside of them", () => {
  const list = days(NOW, null);
  expect(list).toHaveLength(61);
  expect(new Date(list[0] ?? 0).getHours()).toBe(0);
  const far = new Date(2027, 5, 1, 9, 5).getTime();
  expect(days(NOW, far)).toHaveLength(62);
  expect(days(NOW, NOW)).toHaveLength(61);
  expect(timeText(far)).toBe("9:05");
});

test("today's numbers say when there may be more", () => {
  const rows = pastCalls(50, NOW);
  const some = today(rows, true, NOW);
  expect(some).toEqual({
    calls: 17,
    talkSeconds: rows.slice(0, 17).reduce((sum, row) => sum + (row.talk_s ?? 0), 0),
    more: false,
  });
  expect(today(rows.slice(0, 5), true, NOW).more).toBe(true);
  expect(today(rows.slice(0, 5), false, NOW).more).toBe(false);
  expect(today([], false, NOW)).toEqual({ calls: 0, talkSeconds: 0, more: false });
});
