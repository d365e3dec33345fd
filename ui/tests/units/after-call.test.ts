import { expect, test } from "vitest";
import { afterCall, extension } from "../../src/screens/desk/after-call";

const ENDED = Date.UTC(2026, 10, 26, 12);
const call = { phase: "wrap_up", ended_at: ENDED } as const;
const at = (seconds: number) => ENDED + seconds * 1000;

test.each([
  ["it counts down", call, 120, 0, 20, { kind: "left", seconds: 100 }],
  ["what was added counts", call, 120, 60, 20, { kind: "left", seconds: 160 }],
  ["it is over at nought", call, 120, 0, 120, { kind: "over", seconds: 0 }],
  ["and says by how much", call, 120, 0, 155, { kind: "over", seconds: 35 }],
  ["a clock that went back counts nothing", call, 120, 0, -30, { kind: "left", seconds: 120 }],
  ["no clock where none is set", call, 0, 0, 20, { kind: "none" }],
  ["none while people talk", { phase: "talking", ended_at: null }, 120, 0, 20, { kind: "none" }],
  ["none when it is saved", { phase: "saved", ended_at: ENDED }, 120, 0, 20, { kind: "none" }],
] as const)("%s", (_name, pop, allowed, more, gone, clock) => {
  expect(afterCall(pop, allowed, more, at(gone))).toEqual(clock);
});

test("a minute more is a minute from now when the time has run out", () => {
  const over = afterCall(call, 120, 0, at(300));
  expect(afterCall(call, 120, extension(over, 60), at(300))).toEqual({ kind: "left", seconds: 60 });
  const left = afterCall(call, 120, 0, at(100));
  expect(afterCall(call, 120, extension(left, 60), at(100))).toEqual({ kind: "left", seconds: 80 });
});
