import { describe, expect, test } from "vitest";
import { DEFAULT_KEYS } from "../../src/keys/table";
import { isRight, lessonOf } from "../../src/screens/first-run/lesson";
import { after, before, FRESH, firstRunOf } from "../../src/state/first-run";

describe("what was kept of the first steps", () => {
  test.each([
    [undefined, FRESH],
    ["over", FRESH],
    [{ at: "moon", done: "all", over: "yes" }, FRESH],
    [
      { at: "keys", done: ["keys", "sign_in", "moon"], over: true },
      { at: "keys", done: ["sign_in", "keys"], over: true },
    ],
    [
      { at: "end", done: [] },
      { at: "end", done: [], over: false },
    ],
  ])("%j", (kept, expected) => {
    expect(firstRunOf(kept)).toEqual(expected);
  });

  test("leads from step to step among those that are somebody's own", () => {
    const own = ["sign_in", "test_call", "keys"] as const;
    expect(after("sign_in", own)).toBe("test_call");
    expect(after("keys", own)).toBe("end");
    expect(before("test_call", own)).toBe("sign_in");
    expect(before("end", own)).toBe("keys");
    expect(before("sign_in", own)).toBeNull();
  });
});

describe("the lesson", () => {
  const kinds = (table: typeof DEFAULT_KEYS, supervises: boolean, isAdmin: boolean, hasOutcomes = true) =>
    lessonOf(table, { supervises, isAdmin }, hasOutcomes).map((key) => key.kind);

  test("has the keys of a call, and those of one's own screens", () => {
    const call = ["notes", "blur", "pick", "save", "find", "back"];
    expect(kinds(DEFAULT_KEYS, false, false)).toEqual(call);
    expect(kinds(DEFAULT_KEYS, true, true)).toEqual([...call, "team", "setup"]);
    expect(kinds(DEFAULT_KEYS, false, false, false)).not.toContain("pick");
  });

  test.each([
    ["pick", { kind: "pick", key: 2 }, true],
    ["pick", { kind: "pick", key: 7 }, false],
    ["save", { kind: "pick", key: 2 }, false],
    ["back", { kind: "blur" }, false],
    ["find", { kind: "find" }, true],
  ] as const)("asked for %s, %j: %s", (kind, asked, right) => {
    expect(isRight({ kind, keyed: null }, asked, [1, 2, 3])).toBe(right);
  });
});
