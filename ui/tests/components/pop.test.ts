import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { asked, openWindow, region, type } from "./window";

describe("a known caller", () => {
  test("is shown from this machine with its age, then live with what changed", async () => {
    const { fake } = await openWindow("ringing");
    expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
    expect(region("Caller").getAllByText("From this machine, 3 h old").length).toBeGreaterThan(0);
    expect(region("Caller").getByText("asking Salesforce…")).toBeTruthy();
    expect(region("Caller").getByText("Silver")).toBeTruthy();

    fake.answerLive("five9:1");
    expect((await region("Caller").findAllByText("Live, 0.3 s")).length).toBeGreaterThan(0);
    const gold = region("Caller").getByText("Gold");
    expect(gold.closest("dd")?.textContent).toMatch(/Gold\s*\(changed\)/);
    expect(region("Caller").queryByText("Silver")).toBeNull();
  });

  test("says why, which number, what time it is there and what is escalated", async () => {
    await openWindow("known");
    const caller = region("Caller");
    expect(caller.getByText("Matched on Mobile, exact number.")).toBeTruthy();
    expect(caller.getByText("+1 415-555-0134")).toBeTruthy();
    expect(caller.getByText(/\d+:\d\d [AP]M there/)).toBeTruthy();
    expect(caller.getByText(/Escalated case/).textContent).toContain("00001077");
  });

  test("who asked not to be called is marked in words", async () => {
    await openWindow("lead");
    expect(region("Caller").getByText("Asked not to be called")).toBeTruthy();
  });

  test("says why it is not live and offers what would mend it", async () => {
    const { fake } = await openWindow("stale");
    expect(region("Caller").getByText(/Salesforce cannot be reached/)).toBeTruthy();
    await fireEvent.click(region("Caller").getByRole("button", { name: "Ask again" }));
    expect(asked(fake, "refresh_pop")).toEqual([{ call: "five9:1" }]);
    const alert = await region("Caller").findByRole("alert");
    expect(alert.textContent).toContain("Calls and notes go on.");
  });

  test("filters what happened before", async () => {
    await openWindow("known");
    const before = region("What happened before");
    expect(before.getByText("Voicemail")).toBeTruthy();
    await fireEvent.click(before.getByRole("radio", { name: "Tasks" }));
    expect(before.queryByText("Voicemail")).toBeNull();
    expect(before.getByText("Send the new price list")).toBeTruthy();
  });

  test("the case and the opportunity of the call are picked, and kept with the draft", async () => {
    const { fake } = await openWindow("known");
    await fireEvent.click(screen.getByRole("radio", { name: /00001063/ }));
    await waitFor(() => {
      expect(asked(fake, "save_draft").at(-1)?.draft.case_id).toBe("5005g00000Case063AAA");
    });
  });
});

describe("several people on one number", () => {
  test("nothing private before the pick; the pick is sent and shown", async () => {
    const { fake } = await openWindow("several");
    expect(screen.getByRole("heading", { name: "2 people have this number" })).toBeTruthy();
    expect(screen.queryByText(/acme\.example/)).toBeNull();
    expect(screen.getByText("Shown when you know who is calling.")).toBeTruthy();

    await fireEvent.click(screen.getByRole("button", { name: /Sarah Johnson/ }));
    expect(asked(fake, "choose_caller")).toEqual([
      { call: "five9:1", record: { object: "Contact", id: "0035g00000JohnsonAAA" } },
    ]);
    expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
    expect(screen.getByText("sarah.johnson@acme.example")).toBeTruthy();
  });

  test("none of them leads to a new record", async () => {
    const { fake } = await openWindow("several");
    await fireEvent.click(screen.getByRole("button", { name: "None of them" }));
    expect(asked(fake, "choose_caller")).toEqual([{ call: "five9:1", record: null }]);
    expect(await screen.findByRole("button", { name: "New contact" })).toBeTruthy();
  });
});

test("an unsure match stays covered until it is confirmed", async () => {
  const { fake } = await openWindow("masked");
  expect(screen.getByRole("heading", { level: 1, name: "S•••• J••••••" })).toBeTruthy();
  expect(document.body.textContent).not.toContain("Johnson");
  await fireEvent.click(screen.getByRole("button", { name: "Confirm it is S•••• J••••••" }));
  expect(asked(fake, "confirm_caller")).toEqual([{ call: "five9:1" }]);
  expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
});

test("an unknown caller gets a prefilled form that is kept with the draft and can be dropped", async () => {
  const { fake } = await openWindow("unknown");
  await fireEvent.click(screen.getByRole("button", { name: "New lead" }));
  expect(screen.getByLabelText<HTMLInputElement>("First name").value).toBe("Dana");
  expect(screen.getByLabelText<HTMLInputElement>("Phone").value).toBe("+1 415-555-0171");
  await type(screen.getByLabelText(/Last name/), "Whitfield");
  await waitFor(() => {
    expect(asked(fake, "save_draft").at(-1)?.draft.new_record).toMatchObject({
      object: "Lead",
      fields: { FirstName: "Dana", LastName: "Whitfield", Phone: "+1 415-555-0171" },
    });
  });
  await fireEvent.click(screen.getByRole("button", { name: "Do not add" }));
  await waitFor(() => expect(asked(fake, "save_draft").at(-1)?.draft.new_record).toBeNull());
});

test.each([
  ["withheld", "Number withheld", /hides the number/],
  ["internal", "Internal call", /Extension 4711/],
  ["unreadable", "Number cannot be read", /sip:<b>ghost<\/b>@pbx\.invalid/],
])("a %s number says so and offers search", async (situation, title, text) => {
  await openWindow(situation);
  expect(screen.getByRole("heading", { level: 1, name: title })).toBeTruthy();
  expect(region("Caller").getByText(text)).toBeTruthy();
  expect(region("Caller").queryByText(/Live|machine/)).toBeNull();
  await fireEvent.click(region("Caller").getByRole("button", { name: "Find the caller" }));
  expect(screen.getByRole("searchbox")).toBe(document.activeElement);
});
