import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { expect, test } from "vitest";
import { openWindow, press } from "./window";

async function openWall(situation: string) {
  const opened = await openWindow(situation);
  await screen.findByRole("button", { name: "Team" });
  await press("t");
  await fireEvent.click(await screen.findByRole("radio", { name: "Now" }));
  return opened;
}

const rows = () => within(screen.getByRole("list", { name: "Agents" })).getAllByRole("listitem");

test("a supervisor sees who does what, narrows it, and sees it change", async () => {
  const { fake } = await openWall("wallboard");
  await screen.findByRole("heading", { name: "Agents: 500" });
  expect(rows().length).toBeLessThan(60);
  await fireEvent.click(screen.getByRole("button", { name: /^Show only: Wrap-up/ }));
  await screen.findByRole("heading", { name: "Agents: 50 of 500" });
  expect(rows().every((row) => within(row).queryByText("Wrap-up") !== null)).toBe(true);
  await fireEvent.change(screen.getByLabelText("Team"), { target: { value: "sales" } });
  await waitFor(() => expect(rows().every((row) => within(row).queryByText("sales") !== null)).toBe(true));
  await fireEvent.change(screen.getByLabelText("Team"), { target: { value: "" } });
  const [first] = fake.world.wall.agents.filter(({ state }) => state === "available");
  if (!first) throw new Error("an agent");
  fake.world.wall.change({ agents: [{ ...first, state: "wrap_up" }] });
  await screen.findByRole("heading", { name: "Agents: 51 of 500" });
});

test("calls that wait and the level are shown by queue", async () => {
  const { fake } = await openWall("wallboard");
  const table = await screen.findByRole("table");
  expect(
    within(table)
      .getAllByRole("rowheader")
      .map((cell) => cell.textContent),
  ).toEqual(["Billing", "Support", "Sales"]);
  expect(within(table).getAllByText("2").length).toBeGreaterThan(0);
  fake.world.wall.change({ over: fake.world.wall.waiting.map(({ call }) => call) });
  await waitFor(() => expect(within(table).getAllByText("–").length).toBe(3));
});

test("old numbers say since when they are old, and what is missing says how to get it", async () => {
  const { fake } = await openWall("wallboard-old");
  expect(
    (await screen.findByText(/^The relay is not reached: numbers of .*, 4 min old$/)).textContent,
  ).not.toBe("");
  fake.world.wall.stand({ kind: "live" });
  await screen.findByText("Live");
  fake.world.wall.agents = [];
  for (const [kind, text] of [
    ["no_relay", /none is set up here/],
    ["not_allowed", /names no team that you look after/],
    ["not_there", /too old for a live board/],
    ["coming", /on its way/],
  ] as const) {
    fake.world.wall.stand({ kind });
    await screen.findByText(text);
  }
});

test("the wall view fills the window and closes", async () => {
  await openWall("wallboard");
  await fireEvent.click(await screen.findByRole("button", { name: "Wall view" }));
  const dialog = await screen.findByRole("dialog", { name: "Wallboard" });
  expect(within(dialog).getByText("Longest wait", { selector: "span" })).toBeTruthy();
  await fireEvent.click(within(dialog).getByRole("button", { name: /^Close/ }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("whoever leaves the board is told nothing more", async () => {
  const { fake } = await openWall("wallboard");
  await screen.findByRole("heading", { name: "Agents: 500" });
  expect(fake.world.wall.watched).toBe(true);
  await fireEvent.click(screen.getByRole("radio", { name: "Numbers" }));
  await waitFor(() => expect(fake.world.wall.watched).toBe(false));
});

test("no violation on the board", async () => {
  await openWall("wallboard");
  await screen.findByRole("heading", { name: "Agents: 500" });
  const rules = { "color-contrast": { enabled: false } };
  const { violations } = await axe.run(document, { rules, resultTypes: ["violations"] });
  expect(violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`))).toEqual([]);
});
