import { describe, expect, test } from "vitest";
import { source, word } from "../../src/screens/desk/memory-codes";
import { de } from "../../src/words/de/de";
import { en } from "../../src/words/en/en";
import { es } from "../../src/words/es/es";

describe("the codes of Sticky Calls", () => {
  test.each([
    ["ani:mobile", "their mobile number"],
    ["ani:unknown", "their number"],
    ["ani", "their number"],
    ["external_id", "one of your ids"],
    ["customer_ref", "their reference"],
    ["recency:1day", "a call in the last day"],
    ["recency:30days", "a call in the last 30 days"],
    ["recency:soon", "recency:soon"],
    ["astrology", "astrology"],
    ["constructor", "constructor"],
  ])("%s", (code, expected) => {
    expect(source(en.memoryCodes, code)).toBe(expected);
  });

  test("are words in every language, and an unknown one stays", () => {
    expect(word(de.memoryCodes.levels, "very_high")).toBe("sehr hoch");
    expect(word(es.memoryCodes.advice, "verify")).toBe("verificar antes");
    expect(word(en.memoryCodes.advice, "sing")).toBe("sing");
    expect(word(en.memoryCodes.advice, "constructor")).toBe("constructor");
  });
});
