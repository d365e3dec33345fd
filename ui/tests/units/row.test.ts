import { expect, test } from "vitest";
import { rowName } from "../../src/parts/row";

const nth = (n: number) => `row ${n}`;
const named = (...rows: string[]) => rows.map((_, at) => rowName(rows, at, { name: (row) => row, nth }));

test("a row is named by what stands in it, and by its place where that does not tell it apart", () => {
  expect(named("Subject", "Status")).toEqual(["Subject", "Status"]);
  expect(named("Subject", "", " ")).toEqual(["Subject", "row 2", "row 3"]);
  expect(named("Status", "Status", "Subject", "Status ")).toEqual([
    "Status",
    "Status, row 2",
    "Subject",
    "Status, row 4",
  ]);
  expect(rowName([], 0, { name: String, nth })).toBe("row 1");
});

test("in a long list only rows of the same moment are compared", () => {
  const rows = ["Ana 10:00", "Ana 10:00", "Wei 10:00", "Ana 10:00", "Ana 09:00", "Ana 09:00"];
  let compared = 0;
  const near = (a: string, b: string) => {
    compared += 1;
    return a.slice(-5) === b.slice(-5);
  };
  const names = rows.map((_, at) => rowName(rows, at, { name: (row) => row, nth, near }));
  expect(names).toEqual([
    "Ana 10:00",
    "Ana 10:00, row 2",
    "Wei 10:00",
    "Ana 10:00, row 4",
    "Ana 09:00",
    "Ana 09:00, row 6",
  ]);
  expect(compared).toBeLessThan(10);
});
