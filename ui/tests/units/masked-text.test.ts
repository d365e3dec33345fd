/** Covering people in a text. */
import { describe, expect, test } from "vitest";
import { cover, coverName, patternOf } from "../../src/state/masked-text";

const NAMES = patternOf(["Sarah Johnson", "李 小龍", "O'Neil (Acme)"]);

describe("people in a text", () => {
  test.each([
    ["Sarah Johnson", "S•••• J••••••"],
    ["Call with sarah johnson, again", "Call with s•••• j••••••, again"],
    ["Sarah Johnsonville", "Sarah Johnsonville"],
    ["李 小龍", "李 小•"],
    ["Ask O'Neil (Acme) first", "Ask O••••• (••••• first"],
    ["(415) 555-0134", "(•••) •••-••34"],
    ["+44 20 7946 0018", "+•• •• •••• ••18"],
    ["01 23 45 67 89", "•• •• •• •• 89"],
    ["4155550134", "••••••••34"],
    ["sarah.johnson@acme.example writes", "s••••@•••• writes"],
    ["", ""],
  ])("%s", (text, covered) => {
    expect(cover(text, NAMES)).toBe(covered);
  });

  test.each([
    "2026-11-26",
    "26.11.2026",
    "11/26/2026",
    "26. 11. 2026",
    "1.250.000",
    "1\u00a0250\u00a0000",
    "14:05",
    "No. 12345",
  ])("%s is nobody", (text) => {
    expect(cover(text, NAMES)).toBe(text);
  });

  test("nobody is known at first", () => {
    expect(patternOf([])).toBeNull();
    expect(cover("Sarah Johnson", null)).toBe("Sarah Johnson");
  });

  test("first letters stay", () => {
    expect(coverName("Åsa X")).toBe("Å•• X");
  });
});
