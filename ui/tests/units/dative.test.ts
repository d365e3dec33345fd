/** German ages: the words for days change after "vor" and "seit". */
import { expect, test } from "vitest";
import { de } from "../../src/words/de/de";
import { age } from "../../src/words/times";

const HOUR = 3_600_000;

test("two days are 2 Tage alt, but vor 2 Tagen", () => {
  for (const [hours, old, ago] of [
    [3, "3 h alt", "vor 3 h"],
    [50, "2 Tage alt", "vor 2 Tagen"],
    [240, "10 Tage alt", "vor 10 Tagen"],
  ] as const) {
    const gone = age(de, 0, hours * HOUR);
    expect(de.time.old(gone)).toBe(old);
    expect([de.time.ago(gone), de.work.ago(gone)]).toEqual([ago, ago]);
  }
  expect(de.time.ago(de.time.days(1))).toBe("vor 1 Tag");
});
