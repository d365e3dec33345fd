import { fireEvent, screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { expect, test } from "vitest";
import { SCENARIOS } from "../../src/host/fake/scenarios";
import { TABS } from "../../src/screens/setup/tabs";
import { LANGUAGES } from "../languages";
import { alike } from "./sounds";
import { openWindow, press } from "./window";

/**
 * Contrast needs pixels: `npm run shots` checks it in a browser, in both themes. That a name holds the words that are seen is
 * experimental in axe, but WCAG 2.5.3 all the same.
 */
const RULES = { "color-contrast": { enabled: false }, "label-content-name-mismatch": { enabled: true } };

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document, { rules: RULES, resultTypes: ["violations"] });
  // Whoever hears one control after the other must know which it is.
  return [...found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`)), ...alike()];
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

/** What there is as soon as a tab has been read. */
const THERE: Record<string, string> = {
  "look-ups": "Add a look-up",
  fields: "Add a field to: Call log",
  outcomes: "Add a disposition",
  pop_fields: "Take away: Support tier, Contact",
  phone_fields: "Take away: Mobile Phone, Contact",
  automations: "Add a step",
  actions: "Save",
  phones: "Check: Five9",
  ivr: "Ask",
};

test.each(TABS.map(({ id, label }) => [label(LANGUAGES.en), id] as const))(
  "no violation on the tab %s",
  async (name, id) => {
    await openWindow("look-ups");
    await press(",");
    await fireEvent.click(await screen.findByRole("tab", { name }));
    const panel = await screen.findByRole("tabpanel", { name });
    const there = THERE[id];
    if (there !== undefined) await within(panel).findByRole("button", { name: there });
    expect(await violations()).toEqual([]);
  },
);

test("no violation on the screens of a supervisor", async () => {
  const { house } = await openWindow("supervisor-relay");
  await press("h");
  await screen.findAllByRole("button", { name: /^Flag: / });
  expect(await violations()).toEqual([]);
  await press("w");
  for (const list of ["Not logged", "Callbacks", "Refused"]) {
    house.place.go("work");
    await fireEvent.click(await screen.findByRole("radio", { name: new RegExp(`^${list} \\d`) }));
    await screen.findAllByRole("button", { name: /^Give to somebody: / });
    expect(await violations(), list).toEqual([]);
  }
});

test("controls that sound the same are noticed", async () => {
  const { container } = await openWindow("idle");
  const one = document.createElement("button");
  one.textContent = "Remove";
  const [main] = container.querySelectorAll("main");
  main?.append(one, one.cloneNode(true));
  expect(alike()).toEqual(['2 × button "Remove"']);
});
