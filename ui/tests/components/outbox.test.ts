import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { Repair } from "../../src/host/bindings";
import { asked, openWindow, press, type OpenWindow } from "./window";

async function outbox(): Promise<OpenWindow> {
  const open = await openWindow("outbox");
  await press("o");
  await screen.findByRole("heading", { level: 1, name: "Outbox" });
  await screen.findAllByRole("article");
  return open;
}

/** A name that has the row behind it. */
const starts = (button: string) => (name: string) => name.startsWith(`${button}: `);

/** The refused entry with this reason. */
function refused(reason: RegExp) {
  const article = screen.getByText(reason).closest("article");
  if (!article) throw new Error(`no entry says ${reason}`);
  return within(article);
}

test("what waits for a decision comes first; a pause is explained", async () => {
  await outbox();
  expect(screen.getByText(/has used up its Salesforce API calls/)).toBeTruthy();
  const titles = screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);
  expect(titles).toEqual(["Refused: you decide 3", "Waiting 1", "For another org 1", "Sent 1"]);
});

test("what belongs to another org is kept, and only there it can be sent", async () => {
  await outbox();
  const entry = within(screen.getByText(/For acme--uat/).closest("article") as HTMLElement);
  expect(entry.getByText(/It is kept, and sent after the next sign-in there/)).toBeTruthy();
  expect(entry.queryByRole("button", { name: /^Send now/ })).toBeNull();
  expect(entry.getByRole("button", { name: /^Take back/ })).toBeTruthy();
});

test("a refusal has plain words, Salesforce's own words and advice", async () => {
  await outbox();
  const entry = refused(/A rule of your org refuses this: Stage of the opportunity/);
  expect(entry.getByText("Enter a budget before you move the opportunity on.")).toBeTruthy();
  expect(entry.getByText(/Your notes and the call are kept. Change what the rule asks for/)).toBeTruthy();
});

describe("each way to mend a refusal", () => {
  const ways: [string, RegExp, string, Repair][] = [
    ["again", /A rule of your org/, "Send again unchanged", { kind: "again" }],
    [
      "leave out",
      /A rule of your org/,
      "Send without them",
      { kind: "leave_out", fields: ["Opportunity.StageName"] },
    ],
    ["keep mine", /after it was shown to you/, "Write mine", { kind: "keep_mine" }],
    ["keep theirs", /after it was shown to you/, "Keep theirs, write the rest", { kind: "keep_theirs" }],
    [
      "merge field by field",
      /after it was shown to you/,
      "Write the chosen fields, keep theirs elsewhere",
      { kind: "merge", mine: ["Opportunity.StageName", "Opportunity.NextStep"] },
    ],
    ["save anyway", /a record like this one/, "Create it anyway", { kind: "save_anyway" }],
    [
      "use existing",
      /a record like this one/,
      "Use this one: Contact Sara Johnson, Globex · sara.johnson@globex.example",
      { kind: "use_existing", record: { object: "Contact", id: "0035g00000JohnsonAAA" } },
    ],
  ];

  test.each(ways)("%s", async (_name, reason, button, how) => {
    const { fake } = await outbox();
    await fireEvent.click(await refused(reason).findByRole("button", { name: starts(button) }));
    await waitFor(() => expect(asked(fake, "repair_entry")[0]?.how).toEqual(how));
    await waitFor(() =>
      expect(screen.getByText("Refused: you decide").textContent).toBe("Refused: you decide 2"),
    );
  });

  test("edit: on the call's own desk", async () => {
    await outbox();
    await fireEvent.click(
      refused(/A rule of your org/).getByRole("button", { name: /^Change the wrap-up: / }),
    );
    expect((await screen.findByLabelText<HTMLTextAreaElement>("Notes")).value).toBe(
      "#rule Wants a new offer",
    );
    expect(screen.getByRole("button", { name: "Save and send again" })).toBeTruthy();
  });

  test("fields are left out only where they are ticked", async () => {
    const { fake } = await outbox();
    const entry = refused(/A rule of your org/);
    await fireEvent.click(entry.getByRole("checkbox"));
    const go = entry.getByRole("button", { name: /^Send without them: / });
    expect(go.getAttribute("aria-disabled")).toBe("true");
    await fireEvent.click(go);
    expect(asked(fake, "repair_entry")).toEqual([]);
  });

  test("what others changed stands beside what the wrap-up wants", async () => {
    await outbox();
    const table = within(refused(/after it was shown to you/).getByRole("table"));
    const cells = table.getAllByRole("cell").map((cell) => cell.textContent.replace(/\s+/g, " ").trim());
    const mine = table.getAllByRole("checkbox").map((box) => box.getAttribute("aria-label"));
    expect(mine.map((name) => name?.split(",")[0])).toEqual(["Mine: Qualification", "Mine: Call again"]);
    expect(cells).toEqual([
      "Prospecting",
      "Negotiation",
      "Qualification",
      "(empty)",
      "Send offer",
      "Call again",
    ]);
  });
});

test("an entry that waits can be sent now or taken back", async () => {
  const { fake } = await outbox();
  const article = screen.getByText(/Salesforce cannot be reached/).closest("article");
  const waiting = within(article as HTMLElement);
  await fireEvent.click(waiting.getByRole("button", { name: /^Send now/ }));
  await waitFor(() => expect(asked(fake, "retry_entry")).toHaveLength(1));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Waiting" })).toBeNull());
});

test("what cannot be done any more is said where it was asked for", async () => {
  const { fake } = await outbox();
  const message = { say: "too_late" };
  fake.override("cancel_entry", () => Promise.reject({ code: "too_late", message, action: "open_outbox" }));
  const article = screen.getByText(/Salesforce cannot be reached/).closest("article") as HTMLElement;
  await fireEvent.click(within(article).getByRole("button", { name: /^Take back/ }));
  expect((await within(article).findByRole("alert")).textContent).toContain(
    "It is already on its way to Salesforce and can no longer be changed here.",
  );
});

test("an empty outbox says what will be here", async () => {
  await openWindow("idle");
  await press("o");
  expect(await screen.findByText(/Wrap-ups appear as soon as you save them/)).toBeTruthy();
});
