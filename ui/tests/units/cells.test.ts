import { expect, test } from "vitest";
import type { CellView, TableView } from "../../src/host/bindings";
import { asTabs, cellText, sorted } from "../../src/parts/cell-text";
import { asFile, fromFile, unusedName } from "../../src/screens/setup/look-ups/file";
import { LANGUAGES } from "../languages";

const words = LANGUAGES.en;
const text = (value: string): CellView => ({ kind: "text", text: value });
const number = (value: string): CellView => ({ kind: "number", text: value });
const table = (...cells: CellView[]): TableView => ({
  columns: [{ label: "A", path: "A" }],
  rows: cells.map((cell) => ({ record: null, cells: [cell] })),
  left_out: 0,
});

test.each<[CellView, string]>([
  [number("1234.5"), "1,234.5"],
  [number("12345678901234567890"), "12345678901234567890"],
  [{ kind: "bool", yes: false }, "No"],
  [{ kind: "date", day: "2027-01-31" }, "Jan 31, 2027"],
  [{ kind: "date", day: "soon" }, "soon"],
  [{ kind: "empty" }, ""],
])("%j reads %s", (cell, expected) => {
  expect(cellText(words, "en-US", cell)).toBe(expected);
});

test("rows are ordered by value, and empty ones come last either way", () => {
  const rows = table(number("10"), { kind: "empty" }, number("9"), number("-1"));
  const column = (descending: boolean) =>
    sorted(rows, { column: 0, descending }, "en").map(({ cells: [cell] }) =>
      cell?.kind === "number" ? cell.text : "",
    );
  expect(column(false)).toEqual(["-1", "9", "10", ""]);
  expect(column(true)).toEqual(["10", "9", "-1", ""]);
});

test.each([
  ["=1+1", "'=1+1"],
  ["  @x", "'  @x"],
  ["+49 30", "'+49 30"],
  ["-12.5", "-12.5"],
  ["a\tb\nc", "a b c"],
])("a copied cell %j is pasted as %j", (value, expected) => {
  expect(asTabs(words, "en", ["A"], table(text(value)).rows)).toBe(`A\n${expected}`);
});

test("look-ups become a file and come back", () => {
  const look_up = { name: "a", title: "A", when: "", soql: "SELECT Id FROM Case", rows: 5, seconds: 5 };
  const file = asFile([look_up, { ...look_up, name: "b", when: 'caller.found = "one"' }]);
  expect(JSON.parse(file)).toMatchObject({ callside_config: 1 });
  expect(fromFile(file)?.map((row) => [row.name, row.when])).toEqual([
    ["a", ""],
    ["b", 'caller.found = "one"'],
  ]);
  for (const other of ["", "[]", "{}", '{"callside_config":1}', "{", '{"look_ups":[]}']) {
    expect(fromFile(other), other).toBeNull();
  }
  expect(unusedName([{ ...look_up, name: "look_up_2" }])).toBe("look_up_3");
});
