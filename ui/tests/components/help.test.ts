import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { openWindow, press, type } from "./window";

test("F1 opens the guide, also while typing; it is searched and read without asking anybody", async () => {
  const { fake } = await openWindow("interested");
  screen.getByLabelText("Notes").focus();
  await press("F1");
  expect(await screen.findByRole("heading", { level: 1, name: "Help" })).toBeTruthy();
  expect(await screen.findByRole("button", { name: "A day with Callside" })).toBeTruthy();
  const before = fake.asked.length;
  await type(screen.getByRole("searchbox"), "quiet hours");
  const found = within(await screen.findByRole("list", { name: "Found in the guide" }));
  await fireEvent.click(found.getAllByRole("button")[0] as HTMLElement);
  expect(await screen.findByRole("article")).toBeTruthy();
  expect(fake.asked.slice(before)).toEqual([]);
});

test("a page leads to others of the guide and nowhere else; Esc leads back step by step", async () => {
  await openWindow("idle");
  await press("F1");
  await fireEvent.click(await screen.findByRole("button", { name: "A day with Callside" }));
  const article = await screen.findByRole("article");
  expect(article.querySelectorAll("a")).toHaveLength(0);
  await fireEvent.click(within(article).getByRole("button", { name: "Every day" }));
  expect(await screen.findByRole("heading", { level: 2, name: "Every day" })).toBeTruthy();
  await press("Escape");
  expect(screen.queryByRole("article")).toBeNull();
});

test("the sheet of keys leads to the guide", async () => {
  await openWindow("idle");
  await press("?");
  await fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Help" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Help" })).toBeTruthy();
});

test("words that the guide does not have are said to be missing", async () => {
  await openWindow("idle");
  await press("F1");
  await type(await screen.findByRole("searchbox"), "xylophone");
  expect(await screen.findByText(/The guide says nothing of “xylophone”/)).toBeTruthy();
});

test("whoever reads German gets the guide in German, and the table that a program makes as it is: in English", async () => {
  await openWindow("idle", undefined, { language: "de" });
  await press("F1");
  expect(
    await screen.findByText(/Nur die Liste der Einstellungen einer Richtlinie ist auf Englisch/),
  ).toBeTruthy();
  await fireEvent.click(await screen.findByRole("button", { name: "Ein Tag mit Callside" }));
  const article = await screen.findByRole("article");
  expect([article.lang, article.dir]).toEqual(["de", "ltr"]);
  await fireEvent.click(within(article).getByRole("button", { name: "Jeden Tag" }));
  const everyday = await screen.findByRole("article");
  await fireEvent.click(within(everyday).getByRole("button", { name: "Relay" }));
  expect(await screen.findByRole("heading", { level: 2, name: "Ein Relay für das Team" })).toBeTruthy();
  expect(screen.getByRole("article").lang).toBe("de");
  await press("Escape");
  const table = "Settings that a policy may rule";
  await fireEvent.click(await screen.findByRole("button", { name: `${table} English` }));
  expect(await screen.findByRole("heading", { level: 2, name: table })).toBeTruthy();
  expect(screen.getByRole("article").lang).toBe("en");
});

test("what is found says in which language it is; the page that lies open follows the window's", async () => {
  const { house } = await openWindow("idle", undefined, { language: "ar" });
  await press("F1");
  await type(await screen.findByRole("searchbox"), "compact_window");
  const found = within(await screen.findByRole("list", { name: "ما وُجد في الدليل" }));
  const own = (await found.findByText(/النافذة المصغرة/, { selector: "bdi" })) as HTMLElement;
  expect([own.lang, own.dir]).toEqual(["ar", "rtl"]);
  const english = found.getAllByText("English")[0]?.closest("button");
  expect(english?.querySelector("bdi")?.lang).toBe("en");
  await fireEvent.click(own);
  expect((await screen.findByRole("article")).dir).toBe("rtl");
  await house.preferences.set({ language: "en" });
  expect(await screen.findByRole("heading", { level: 2, name: "Every day" })).toBeTruthy();
  expect([screen.getByRole("article").lang, screen.getByRole("article").dir]).toEqual(["en", "ltr"]);
});
