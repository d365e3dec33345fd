import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { TABS } from "../../src/screens/setup/tabs";
import { LANGUAGES } from "../../src/words/words.svelte";
import { openWindow, press } from "./window";

test("the setup checks the org", async () => {
  await openWindow("idle");
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name: "Check the org" }));
  await fireEvent.click(await screen.findByRole("button", { name: "Check now" }));
  expect(await screen.findByText(/Interested sets the stage Qualification/)).toBeTruthy();
  expect(screen.getByText(/Needs Analysis/)).toBeTruthy();
});

test("the setup is walked by arrow keys, and opens where it was left", async () => {
  await openWindow("idle");
  await press(",");
  const tabs = await screen.findAllByRole("tab");
  expect(tabs.map((tab) => tab.textContent?.trim())).toEqual(TABS.map((tab) => tab.label(LANGUAGES.en)));
  tabs[0]?.focus();
  await press("End");
  const last = screen.getAllByRole("tab").at(-1);
  expect(document.activeElement).toBe(last);
  expect(last?.getAttribute("aria-selected")).toBe("true");
  expect(screen.getByRole("tabpanel").getAttribute("aria-labelledby")).toBe(last?.id);

  await press("Escape");
  await press(",");
  expect(screen.getAllByRole("tab").at(-1)?.getAttribute("aria-selected")).toBe("true");
  screen.getAllByRole("tab").at(-1)?.focus();
  await press("ArrowDown");
  expect(screen.getAllByRole("tab")[0]?.getAttribute("aria-selected")).toBe("true");
});
