/** What the board says in numbers, which rows are wanted, and news put together frame by frame. */
import { expect, test } from "vitest";
import type { WallAgentView, WallNewsView, WallView } from "../../src/host/bindings";
import { fakeHost } from "../../src/host/fake/fake";
import { called, counts, groups, sum, wanted, type Wish } from "../../src/screens/team/wall/wall";
import { Wallboard } from "../../src/state/wallboard.svelte";

const agent = (name: string, more: Partial<WallAgentView> = {}): WallAgentView => ({
  person: `${name.toLowerCase()}@example.com`,
  name,
  teams: ["billing"],
  state: "available",
  since: 1000,
  queue: null,
  campaign: null,
  direction: null,
  ...more,
});

const ALL: Wish = { state: "", queue: "", team: "", order: "name" };

test("rows are those that are wanted, in an order that stays", () => {
  const agents = [
    agent("Tom", { state: "talking", queue: "Billing", since: 10 }),
    agent("Ärne", { state: "talking", queue: "Sales", teams: ["sales"], since: 30 }),
    agent("Zoe", { since: 20 }),
    { ...agent("Amy"), name: null },
  ];
  const names = (wish: Partial<Wish>) => wanted(agents, { ...ALL, ...wish }, "de").map(called);
  expect(names({})).toEqual(["amy@example.com", "Ärne", "Tom", "Zoe"]);
  expect(names({ state: "talking" })).toEqual(["Ärne", "Tom"]);
  expect(names({ queue: "Billing" })).toEqual(["Tom"]);
  expect(names({ team: "sales" })).toEqual(["Ärne"]);
  expect(names({ order: "longest" })).toEqual(["Tom", "Zoe", "Ärne", "amy@example.com"]);
  expect(counts(agents)).toMatchObject({ available: 2, talking: 2, offline: 0 });
});

test("queues where calls wait come first, and the level is of those answered or lost", () => {
  const call = (id: string, queue: string | null, since: number) => ({
    call: id,
    queue,
    campaign: null,
    rings: false,
    since,
  });
  const tally = (queue: string, came: number, in_time: number, lost: number) => ({
    queue,
    campaign: null,
    came,
    answered: came - lost,
    in_time,
    lost,
  });
  const waiting = [call("a", "Sales", 50), call("b", "Billing", 20), call("c", "Sales", 90)];
  const tallies = [tally("Billing", 4, 2, 1), tally("Support", 9, 9, 0), tally("Sales", 0, 0, 0)];
  const rows = groups("queue", waiting, tallies);
  expect(rows.map(({ name }) => name)).toEqual(["Billing", "Sales", "Support"]);
  expect(rows.map(({ level }) => level)).toEqual([0.5, null, 1]);
  expect(sum(null, waiting, tallies)).toMatchObject({ waiting: 3, oldest: 20, came: 13, lost: 1 });
  expect(sum(null, [], [])).toMatchObject({ oldest: null, level: null });
});

/** A board that reads from the stand-in, with frames that the test lets pass. */
function board() {
  const fake = fakeHost(() => 1_000_000);
  fake.world.wall.fill(3);
  const frames: (() => void)[] = [];
  const wall = new Wallboard(fake, (work) => void frames.push(work));
  const frame = () => frames.splice(0).forEach((work) => work());
  return { fake, wall, frame, frames };
}

const changes = (seq: number, more: Partial<WallNewsView> = {}): WallNewsView =>
  ({ kind: "changes", seq, agents: [], waiting: [], over: [], tallies: [], ...more }) as WallNewsView;

test("news of one frame is taken together", async () => {
  const { wall, frame, frames } = board();
  wall.enter();
  await expect.poll(() => wall.agents.length).toBe(3);
  const before = wall.agents;
  for (let i = 0; i < 20; i += 1) {
    wall.hear(changes(2 + i, { agents: [agent("Tom", { state: i % 2 ? "talking" : "ringing" })] }));
  }
  expect(frames.length).toBe(1);
  expect(wall.agents).toBe(before);
  frame();
  expect(wall.agents.map(({ state }) => state).at(-1)).toBe("talking");
  expect(wall.agents.length).toBe(4);
  // Known already.
  wall.hear(changes(5, { agents: [agent("Tom", { state: "offline" })] }));
  frame();
  expect(wall.agents.at(-1)?.state).toBe("talking");
});

test("a gap and another standing are read anew, and nobody who left is told", async () => {
  const { fake, wall, frame } = board();
  const leave = wall.enter();
  await expect.poll(() => wall.has).toBe(true);
  const reads = () => fake.asked.filter(({ command }) => command === "wallboard").length;
  wall.hear(changes(9));
  frame();
  await expect.poll(reads).toBe(2);
  fake.world.wall.standing = { kind: "old", since: 5 };
  wall.hear({ kind: "anew" });
  frame();
  await expect.poll(() => wall.standing).toEqual({ kind: "old", since: 5 });
  expect(wall.agents.length).toBe(3);
  leave();
  wall.hear({ kind: "anew" });
  frame();
  expect(reads()).toBe(3);
  expect(fake.asked.at(-1)?.command).toBe("leave_wallboard");
});

test("an answer that another one has overtaken is dropped", async () => {
  const { fake, wall } = board();
  const answers: ((view: WallView) => void)[] = [];
  fake.override("wallboard", () => new Promise((answer) => answers.push(answer)));
  wall.enter();
  void wall.read();
  answers[1]?.({ standing: { kind: "not_allowed" }, board: null });
  answers[0]?.({ standing: { kind: "live" }, board: null });
  await expect.poll(() => wall.standing.kind).toBe("not_allowed");
});
