import { afterEach, expect, test, vi } from "vitest";
import { collator, dateFormat, numberFormat } from "../../src/words/formats";

afterEach(() => vi.restoreAllMocks());

test("a formatter is made once for each way of writing", () => {
  const day = { day: "numeric", month: "short" } as const;
  expect(dateFormat("en", day)).toBe(dateFormat("en", { ...day }));
  expect(numberFormat("de").format(1234.5)).toBe("1.234,5");
  expect(numberFormat("de")).toBe(numberFormat("de"));
  expect(collator("en", { numeric: true })).toBe(collator("en", { numeric: true }));
});

test("another language, another way of writing or another place of the machine is another formatter", () => {
  const day = { day: "numeric", month: "short" } as const;
  const here = dateFormat("en", day);
  expect(dateFormat("de", day)).not.toBe(here);
  expect(dateFormat("en", { month: "short" })).not.toBe(here);
  vi.spyOn(Date.prototype, "getTimezoneOffset").mockReturnValue(-345);
  expect(dateFormat("en", day)).not.toBe(here);
});

test("a zone that nobody knows is refused each time", () => {
  for (let n = 0; n < 2; n += 1)
    expect(() => dateFormat("en", { timeZone: "Mars/Base" })).toThrow(RangeError);
});
