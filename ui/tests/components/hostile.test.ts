import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { CallerView } from "../../src/host/bindings";
import { SARAH } from "../../src/host/fake/people";
import { openWindow, popOf } from "./window";

const TEXTS = [
  `<script>window.__ran=1</script>`,
  `<img src=x onerror="window.__ran=1">`,
  `<svg/onload=window.__ran=1>`,
  `"><iframe srcdoc="<script>parent.__ran=1</script>">`,
  `javascript:window.__ran=1`,
  `<a href="javascript:window.__ran=1">x</a>`,
  `{{constructor.constructor('window.__ran=1')()}}`,
  "${window.__ran=1}",
  `{@html '<img src=x onerror=window.__ran=1>'}`,
  `<style>*{display:none}</style>`,
  `</textarea><script>window.__ran=1</script>`,
  `&lt;script&gt;window.__ran=1&lt;/script&gt;`,
  "\u202Egnp.exe\u202C",
  "\u0000\u0001null and bell\u0007",
  "Z\u0351\u036B\u0343a\u0334\u034Dl\u030Dg\u0321o\u0334",
  "x".repeat(5000),
  "👩‍👩‍👧‍👦 家族 עברית العربية",
];

test.each(TEXTS)("%j is shown as text everywhere, and nothing else", async (text) => {
  const caller: CallerView = {
    ...SARAH,
    name: text,
    title: text,
    company: text,
    fields: [{ label: { kind: "org", text }, value: text, changed: true }],
    why: { kind: "number", field: text, same: "exact", chosen_before: false, made_here: false },
    tells_apart: text,
  };
  const { fake, container } = await openWindow("known", (stand) => {
    const pop = popOf(stand);
    stand.world.change("five9:1", {
      who: { kind: "one", caller, masked: false },
      number: { kind: "number", text, extension: null },
      queue: text,
      provider_name: text,
      cases: pop.cases.map((row) => ({ ...row, number: text, subject: text, status: text })),
      opportunities: pop.opportunities.map((row) => ({ ...row, name: text, stage: text, amount: text })),
      timeline: pop.timeline.map((row) => ({
        ...row,
        title: { kind: "text" as const, text },
        owner: text,
        priority: text,
        detail: text,
      })),
      draft: { ...pop.draft, notes: text },
    });
  });
  await waitFor(() => expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(text));
  expect(container.querySelectorAll("script, img, iframe, style, a[href^=javascript]")).toHaveLength(0);
  expect(
    [...container.querySelectorAll("*")].flatMap((element) => element.getAttributeNames()),
  ).not.toContainEqual(expect.stringMatching(/^on/));
  expect(window).not.toHaveProperty("__ran");
  fake.answerLive("five9:1");
  expect(window).not.toHaveProperty("__ran");
});

test("a name of invisible characters is said to be one", async () => {
  await openWindow("known", ({ world }) => {
    world.change("five9:1", {
      who: { kind: "one", caller: { ...SARAH, name: "\u200B\u2060 \u00A0" }, masked: false },
    });
  });
  expect(screen.getByRole("heading", { level: 1, name: "Name cannot be shown" })).toBeTruthy();
});

test("somebody else's text never turns the direction of what stands around it", async () => {
  await openWindow("hostile");
  const heading = screen.getByRole("heading", { level: 1 });
  expect(heading.firstElementChild?.tagName).toBe("BDI");
  expect(heading.firstElementChild?.getAttribute("title")).toBe(heading.textContent);
});
