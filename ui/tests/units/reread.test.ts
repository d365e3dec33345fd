import { expect, test } from "vitest";
import { Reread } from "../../src/state/reread";

/** A reading that ends when the test says so. */
function slow() {
  const ends: (() => void)[] = [];
  let shown = "";
  const reread = new Reread(async () => {
    const stands = `${ends.length}`;
    await new Promise<void>((resolve) => ends.push(resolve));
    shown = stands;
  });
  return { reread, ends, shown: () => shown };
}

const turns = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

test("one reading runs at a time, and whoever asks meanwhile gets one that began later", async () => {
  const { reread, ends, shown } = slow();
  const first = reread.now();
  const second = reread.now();
  const third = reread.now();
  await turns();
  expect(ends, "nothing overlaps").toHaveLength(1);
  ends[0]?.();
  await first;
  await turns();
  expect([shown(), ends.length], "one more for both").toEqual(["0", 2]);
  ends[1]?.();
  await Promise.all([second, third]);
  expect([shown(), ends.length]).toEqual(["1", 2]);
});

test("whoever asks as soon as one has ended does not overlap with those who waited", async () => {
  const { reread, ends, shown } = slow();
  const asksOn = reread.now().then(() => reread.now());
  const waited = reread.now();
  ends[0]?.();
  await turns();
  expect(ends, "one for both").toHaveLength(2);
  ends[1]?.();
  await Promise.all([asksOn, waited]);
  expect([shown(), ends.length]).toEqual(["1", 2]);
});

test("a reading that failed is told to who asked, and the next one runs", async () => {
  let fails = true;
  const reread = new Reread(() => (fails ? Promise.reject(new Error("closed")) : Promise.resolve()));
  const first = reread.now();
  const second = reread.now();
  await expect(first).rejects.toThrow("closed");
  await expect(second).rejects.toThrow("closed");
  fails = false;
  await expect(reread.now()).resolves.toBeUndefined();
});
