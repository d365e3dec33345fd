/** Privacy in the settings: what is stored, forgetting a caller, the audit. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { asked, openWindow, press, type } from "./window";

async function panel(name: string): Promise<HTMLElement> {
  return await screen.findByRole("region", { name });
}

async function click(within_: HTMLElement, name: string): Promise<void> {
  await fireEvent.click(within(within_).getByRole("button", { name }));
}

describe("what is stored", () => {
  test("is listed with why, how much and until when", async () => {
    await openWindow("idle");
    await press("s");
    const stored = await panel("Privacy");
    await click(stored, "Show what is stored");
    const row = async (name: string) =>
      (await within(stored).findByText(name)).closest("tr")?.textContent ?? "";
    expect(await row("Calls")).toMatch(/The history and its search.*18,402.*730 days/s);
    expect(await row("Work still to be sent")).toContain("until it is sent");
    expect(within(stored).getAllByRole("row")).toHaveLength(24);
  });

  test("an admin changes a term, what the policy sets stays, and what does not do is said", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    const stored = await panel("Privacy");
    await click(stored, "Show what is stored");
    const days = await within(stored).findByLabelText("Days that calls stay");
    expect(within(stored).getByLabelText<HTMLInputElement>(/copies of Salesforce stay/).readOnly).toBe(true);
    await type(days, "0");
    await click(stored, "Save: Days that calls stay");
    expect(await within(stored).findByText("Type 1 to 3650 days.")).toBeTruthy();
    await type(days, "365");
    await click(stored, "Save: Days that calls stay");
    await within(stored)
      .findByText("365 days", { exact: false, ignore: "input" })
      .catch(() => undefined);
    expect(asked(fake, "change_term").at(-1)).toEqual({ term: "calls", days: 365 });
  });

  test("an agent sees it and can forget nobody", async () => {
    await openWindow("idle", (fake) => (fake.world.privacy.rights = "not_admin"));
    await press("s");
    expect(await panel("Privacy")).toBeTruthy();
    expect(screen.queryByRole("region", { name: "Forget a caller" })).toBeNull();
    expect(screen.queryByRole("region", { name: "Audit" })).toBeNull();
  });
});

describe("forgetting a caller", () => {
  test("shows first what there is, then leaves a receipt and names what is left to a person", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    const forget = await panel("Forget a caller");
    await click(forget, "Look what there is");
    expect(await within(forget).findByText("Type a phone number or a record id first.")).toBeTruthy();
    await type(within(forget).getByLabelText("Phone number"), "(415) 555-0134");
    await click(forget, "Look what there is");
    expect((await within(forget).findByText("Pops as they were shown")).closest("li")?.textContent).toContain(
      "14",
    );
    expect(asked(fake, "forget_caller")).toEqual([]);
    await click(forget, "Forget this caller");
    expect(await within(forget).findByText(/callside-receipt-2026-11-26.json/)).toBeTruthy();
    expect(forget.textContent).toContain("The relay has forgotten them too.");
    expect(forget.textContent).toContain("callside-query-2026-11-02.csv");
    expect(asked(fake, "forget_caller")).toEqual([
      { number: "(415) 555-0134", record: "", discard_unsent: false, delete_files: false },
    ]);
  });

  test("deletes files that name the caller only when asked, and says which stay", async () => {
    const { fake } = await openWindow("idle", (fake) => (fake.world.privacy.stuck = ["~/huge.csv"]));
    await press("s");
    const forget = await panel("Forget a caller");
    await type(within(forget).getByLabelText("Phone number"), "(415) 555-0134");
    await click(forget, "Look what there is");
    await within(forget).findByText("Stored about this caller");
    await click(forget, "Forget this caller");
    expect(await within(forget).findByText("~/Downloads/callside-query-2026-11-02.csv")).toBeTruthy();
    expect(asked(fake, "forget_caller").map((order) => order.delete_files)).toEqual([false]);
    await click(forget, "Delete these files");
    expect(await within(forget).findByText("1 file that named the caller is deleted.")).toBeTruthy();
    expect(asked(fake, "forget_caller").at(-1)).toEqual({
      number: "(415) 555-0134",
      record: "",
      discard_unsent: false,
      delete_files: true,
    });
    expect(within(forget).queryByText("~/Downloads/callside-query-2026-11-02.csv")).toBeNull();
    expect(within(forget).getByText(/could not be deleted/).parentElement?.textContent).toContain(
      "~/huge.csv",
    );
    expect(within(forget).queryByRole("button", { name: "Delete these files" })).toBeNull();
    expect(within(forget).getByText(/callside-receipt-2026-11-26.json/)).toBeTruthy();
    expect(within(forget).getByText(/callside-receipt-2026-11-26-2.json/)).toBeTruthy();
    expect(
      within(forget).getByText("Pops as they were shown"),
      "what went before is still said",
    ).toBeTruthy();
  });

  test("what is not in Salesforce yet stops it until it is to go too", async () => {
    const { fake } = await openWindow("idle", (fake) => (fake.world.privacy.unsent = 1));
    await press("s");
    const forget = await panel("Forget a caller");
    await type(within(forget).getByLabelText("Phone number"), "(415) 555-0134");
    await click(forget, "Look what there is");
    expect(await within(forget).findByText("One piece of work is not in Salesforce yet.")).toBeTruthy();
    const button = within(forget).getByRole<HTMLButtonElement>("button", { name: "Forget this caller" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await fireEvent.click(button);
    expect(asked(fake, "forget_caller")).toEqual([]);
    await fireEvent.click(within(forget).getByRole("checkbox"));
    await fireEvent.click(button);
    expect(await within(forget).findByText(/callside-receipt/)).toBeTruthy();
    expect(asked(fake, "forget_caller")[0]?.discard_unsent).toBe(true);
  });

  test("another number starts anew", async () => {
    await openWindow("idle");
    await press("s");
    const forget = await panel("Forget a caller");
    await type(within(forget).getByLabelText("Phone number"), "(415) 555-0134");
    await click(forget, "Look what there is");
    await within(forget).findByText("Stored about this caller");
    await type(within(forget).getByLabelText("Phone number"), "+14155550199");
    expect(within(forget).queryByRole("button", { name: "Forget this caller" })).toBeNull();
    await click(forget, "Look what there is");
    expect(await within(forget).findByText("Nothing is stored about this caller.")).toBeTruthy();
  });
});

describe("the audit", () => {
  test("is read, narrowed and written to a signed file", async () => {
    await openWindow("idle");
    await press("s");
    const audit = await panel("Audit");
    await click(audit, "Show the audit");
    expect(
      (await within(audit).findByText("Another agent’s call opened")).closest("tr")?.textContent,
    ).toContain("You");
    await type(within(audit).getByLabelText(/Only about/), "+14155550134");
    await click(audit, "Show the audit");
    await within(audit).findByText("Written to Salesforce");
    expect(within(audit).getByText("4711"), "apart from the deed").toBeTruthy();
    await expect.poll(() => within(audit).getAllByRole("row").length).toBe(3);
    await click(audit, "Write a signed file");
    expect(await within(audit).findByText(/callside-audit-2026-11-26.jsonl/)).toBeTruthy();
  });
});
