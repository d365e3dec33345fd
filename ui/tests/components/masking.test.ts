/** Masked screens and the outage bar. */
import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { notes, openWindow, press, type } from "./window";

/** People of the stand-in's calls, and forms of their numbers and addresses. */
const PEOPLE = [
  /Sarah Johnson/i,
  /Tomás Becker/i,
  /\(?415\)?[ -]555-0\d{3}/,
  /\b415555\d{4}/,
  /[\w.]+@[\w.]+\.example/,
];

/** Everything that can be read or heard on the page. */
function everything(): string {
  const attributes = [...document.body.querySelectorAll("[title], [aria-label], [placeholder]")].flatMap(
    (element) => ["title", "aria-label", "placeholder"].map((name) => element.getAttribute(name) ?? ""),
  );
  return [document.body.textContent, ...attributes].join("\n");
}

/** Who of the person at the machine may show: the masking is for callers. */
const OWN = /dana@(?:acme|sandbox)\.example/g;

async function nobodyShows(where: string): Promise<void> {
  await waitFor(() => {
    const text = everything().replace(OWN, "");
    for (const person of PEOPLE) {
      const found = person.exec(text);
      if (found)
        throw new Error(`${where} shows ${text.slice(Math.max(0, found.index - 40), found.index + 40)}`);
    }
  });
}

describe("masked screens", () => {
  test.each(["known", "several", "lead", "look-ups", "two-calls", "saved-refused", "outbox", "idle"])(
    "%s shows nobody on any screen",
    async (situation) => {
      await openWindow(situation);
      (document.activeElement as HTMLElement | null)?.blur();
      await press("m");
      await screen.findByText("Masked");
      await nobodyShows("the desk");
      for (const [key, where] of [
        ["h", "the history"],
        ["b", "the callbacks"],
        ["o", "the outbox"],
        ["/", "the search"],
      ] as const) {
        await press(key);
        await nobodyShows(where);
        (document.activeElement as HTMLElement | null)?.blur();
      }
    },
  );

  test("one key covers and uncovers", async () => {
    await openWindow("known");
    (document.activeElement as HTMLElement | null)?.blur();
    expect(everything()).toContain("Sarah Johnson");
    await press("m");
    await waitFor(() => expect(everything()).not.toContain("Sarah Johnson"));
    expect(everything()).toContain("S•••• J••••••");
    await press("m");
    await waitFor(() => expect(everything()).toContain("Sarah Johnson"));
    expect(everything()).not.toContain("S•••• J••••••");
  });

  test("a caller who arrives later is covered, and so is what changes", async () => {
    const { fake } = await openWindow("idle");
    await press("m");
    const { call } = fake.ring("known");
    await screen.findAllByText(/S•••• J••••••/);
    fake.answerLive(call);
    await nobodyShows("the pop");
  });

  test("what is typed shows only where it is typed", async () => {
    await openWindow("known");
    await type(notes(), "Call Sarah Johnson on (415) 555-0134");
    notes().blur();
    await press("m");
    await waitFor(() => expect(notes().hasAttribute("data-covered")).toBe(true));
    expect(notes().value).toContain("Sarah Johnson");
    await press("m");
    await waitFor(() => expect(notes().hasAttribute("data-covered")).toBe(false));
  });

  test("the policy covers always", async () => {
    await openWindow("known", (fake) => (fake.world.masked = true));
    await nobodyShows("the desk");
    (document.activeElement as HTMLElement | null)?.blur();
    await press("m");
    await nobodyShows("the desk");
    expect(screen.getByText("Masked").closest("button")?.disabled).toBe(true);
  });
});

describe("while Salesforce is away", () => {
  test("a quiet bar says since when, that work goes on and what is kept", async () => {
    const { fake } = await openWindow("outage");
    const bar = (await screen.findByText(/has not answered since/)).closest("[role=status]");
    expect(bar?.textContent).toContain("Work on as always.");
    expect(bar?.textContent).toContain("One wrap-up is kept here and will be sent by itself.");
    expect(document.activeElement === document.body || !bar?.contains(document.activeElement)).toBe(true);
    fake.world.connections = {
      ...fake.world.connections,
      salesforce: { kind: "up" },
      salesforce_down_since: null,
    };
    fake.world.tell({ kind: "connections", connections: fake.world.connections });
    await waitFor(() => expect(screen.queryByText(/has not answered since/)).toBeNull());
  });

  test("nobody who is signed out is told about an outage", async () => {
    await openWindow("expired");
    await fireEvent.focus(document.body);
    expect(screen.queryByText(/has not answered since/)).toBeNull();
  });
});
