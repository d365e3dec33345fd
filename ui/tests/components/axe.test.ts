import { fireEvent, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { expect, test } from "vitest";
import { SCENARIOS } from "../../src/host/fake/scenarios";
import { openWindow, press } from "./window";

/**
 * Contrast needs pixels: `npm run shots` checks it in a browser, in both themes. That a name holds the words that are seen is
 * experimental in axe, but WCAG 2.5.3 all the same.
 */
const RULES = { "color-contrast": { enabled: false }, "label-content-name-mismatch": { enabled: true } };

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document, { rules: RULES, resultTypes: ["violations"] });
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`));
}

test.each(SCENARIOS)("no violation: %s", async (situation) => {
  await openWindow(situation);
  expect(await violations()).toEqual([]);
});

test.each(["h", "b", "o", "s", ",", "/", "?"])("no violation on the screen of key %s", async (key) => {
  await openWindow("outbox");
  await press(key);
  expect(await violations()).toEqual([]);
});

test("no violation on the Team screen", async () => {
  await openWindow("supervisor");
  await screen.findByRole("button", { name: "Team" });
  await press("t");
  await screen.findByRole("region", { name: "How calls ended" });
  expect(await violations()).toEqual([]);
});

test("no violation in the history's filter", async () => {
  await openWindow("idle");
  await press("h");
  await fireEvent.click(await screen.findByRole("button", { name: "Filter" }));
  await screen.findByLabelText("Name of this filter");
  expect(await violations()).toEqual([]);
});

test("no violation on a call's page", async () => {
  const { house } = await openWindow("idle");
  house.place.openStory("past:3");
  await screen.findByRole("region", { name: "What the agent saw" });
  expect(await violations()).toEqual([]);
});

test.each(["Fields", "Dispositions", "Rehearsal"])("no violation on the tab %s", async (name) => {
  await openWindow("idle");
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name }));
  await screen.findByRole("tabpanel", { name });
  expect(await violations()).toEqual([]);
});
