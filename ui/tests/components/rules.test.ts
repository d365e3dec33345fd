import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { asked, openWindow, type } from "./window";

async function openTab(name: string) {
  const open = await openWindow("known");
  open.house.place.go("setup");
  await fireEvent.click(await screen.findByRole("tab", { name }));
  return open;
}

const section = async (name: string) => within(await screen.findByRole("region", { name }));

describe("fields", () => {
  test("an unknown field is named, and the nearest right one is a click away", async () => {
    const { fake } = await openTab("Fields");
    const log = await section("Call log");
    const cell = log
      .getAllByRole<HTMLInputElement>("combobox", { name: /^Field: / })
      .at(-1) as HTMLInputElement;
    await type(cell, "Descripton");
    expect(await log.findByText(/has no field Descripton/)).toBeTruthy();
    expect(screen.getByText("1 fault. What ran before runs on.")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
    expect(asked(fake, "save_fields")).toEqual([]);
    await fireEvent.click(log.getByRole("button", { name: "Use Description" }));
    await waitFor(() => expect(screen.queryByText(/1 fault/)).toBeNull());
  });

  test("a new row is typed by keyboard and put in force", async () => {
    const { fake } = await openTab("Fields");
    await fireEvent.click(await screen.findByRole("button", { name: "Add a field to: Call log" }));
    const log = await section("Call log");
    await waitFor(() =>
      expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Field: row \d+, Call log$/),
    );
    await type(document.activeElement as HTMLInputElement, "Recording__c");
    await type(
      log
        .getAllByRole<HTMLInputElement>("combobox", { name: /^What is written: / })
        .at(-1) as HTMLInputElement,
      "recording_url",
    );
    await fireEvent.click(await screen.findByRole("button", { name: "Put in force" }));
    await waitFor(() => expect(asked(fake, "save_fields")).toHaveLength(1));
    expect(asked(fake, "save_fields")[0]?.rows).toContainEqual(
      expect.objectContaining({ on: "call_log", field: "Recording__c", from: "recording_url" }),
    );
    await waitFor(() => expect(screen.queryByRole("button", { name: "Put in force" })).toBeNull());
  });

  test("what is typed stays when the tab is left, and is forgotten only when asked", async () => {
    const { house } = await openTab("Fields");
    const log = await section("Call log");
    await type(
      log.getAllByRole<HTMLInputElement>("combobox", { name: /^What is written: / })[0] as HTMLInputElement,
      "notes",
    );
    house.place.go("history");
    await screen.findByRole("heading", { name: "History" });
    house.place.openTab("fields");
    const again = await section("Call log");
    const first = () =>
      again.getAllByRole<HTMLInputElement>("combobox", { name: /^What is written: / })[0]?.value;
    expect(first()).toBe("notes");
    await fireEvent.click(screen.getByRole("button", { name: "Forget changes" }));
    await waitFor(() => expect(first()).toBe("{{disposition}}: {{caller}}"));
  });

  test("a file that is none of ours is refused, and nothing of it is taken", async () => {
    await openTab("Fields");
    const input = await screen.findByLabelText<HTMLInputElement>("Open a file");
    const file = new File(["{}"], "other.json", { type: "application/json" });
    await fireEvent.change(input, { target: { files: [file] } });
    expect(await screen.findByText(/This is no configuration of Callside/)).toBeTruthy();
    expect(screen.getByText("Nothing of this file was taken. What ran before runs on.")).toBeTruthy();
  });
});

describe("dispositions", () => {
  test("a disposition is added, given what follows, and put in force", async () => {
    const { fake } = await openTab("Dispositions");
    await fireEvent.click(await screen.findByRole("button", { name: "Remove Busy" }));
    await fireEvent.click(screen.getByRole("button", { name: "Add a disposition" }));
    await type(
      screen.getAllByRole<HTMLInputElement>("textbox", { name: /^Label: / }).at(-1) as HTMLInputElement,
      "Sent brochure",
    );
    await fireEvent.click(screen.getByRole("button", { name: "Follow-up task" }));
    const follows = await section("What follows from Sent brochure");
    await type(follows.getByLabelText<HTMLInputElement>(/^Subject/), "Ask about the brochure");
    await fireEvent.click(await screen.findByRole("button", { name: "Put in force" }));
    await waitFor(() => expect(asked(fake, "save_outcomes")).toHaveLength(1));
    const row = asked(fake, "save_outcomes")[0]?.tables[0]?.rows.at(-1);
    expect(row).toMatchObject({ label: "Sent brochure", key: 9 });
    expect(row?.effects).toEqual([
      expect.objectContaining({ kind: "task", subject: "Ask about the brochure" }),
    ]);
  });

  test("working hours are typed, held against each other, and put in force with the tables", async () => {
    const { fake } = await openTab("Dispositions");
    const hours = await section("Working hours");
    const days = () => hours.getAllByRole<HTMLInputElement>("checkbox").map((day) => (day.checked ? 1 : 0));
    expect(days()).toEqual([1, 1, 1, 1, 1, 0, 0]);
    const [from, until] = [
      hours.getByLabelText<HTMLInputElement>("From"),
      hours.getByLabelText<HTMLInputElement>("Until"),
    ];
    for (const [typed, said] of [
      ["08:00", /It ends before it begins/],
      ["half past four", /This is no time of day/],
    ] as const) {
      await type(until, typed);
      expect(await hours.findByText(said)).toBeTruthy();
      await fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
      expect(asked(fake, "save_outcomes")).toEqual([]);
    }
    await type(until, "16:30");
    await type(from, "8:00");
    for (const day of hours.getAllByRole<HTMLInputElement>("checkbox").slice(0, 5))
      await fireEvent.click(day);
    expect(await hours.findByText(/At least one day is needed/)).toBeTruthy();
    await fireEvent.click(hours.getByLabelText("Sunday"));
    await fireEvent.click(hours.getByLabelText("Monday"));
    await waitFor(() => expect(hours.queryByText(/At least one day/)).toBeNull());
    await fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
    await waitFor(() => expect(asked(fake, "save_outcomes")).toHaveLength(1));
    expect(asked(fake, "save_outcomes")[0]?.working_hours).toEqual({
      days: [1, 7],
      from: "8:00",
      until: "16:30",
      days_off: [],
    });
    await waitFor(() => expect(screen.queryByRole("button", { name: "Put in force" })).toBeNull());
  });

  test("days off are typed, each fault is said at its day, and they are put in force with the hours", async () => {
    const { fake } = await openTab("Dispositions");
    const hours = await section("Working hours");
    const add = hours.getByRole("button", { name: "Add a day off" });
    const dates = () => hours.getAllByLabelText<HTMLInputElement>(/^Date/);
    await fireEvent.click(add);
    await waitFor(() => expect(document.activeElement).toBe(dates()[0]));
    await type(dates()[0] as HTMLInputElement, "Christmas");
    expect(await hours.findByText(/Write a day as 2026-04-03/)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
    expect(asked(fake, "save_outcomes")).toEqual([]);
    await type(dates()[0] as HTMLInputElement, "12-25");
    await type(hours.getByLabelText<HTMLInputElement>(/^Name/), "Christmas Day");
    await fireEvent.click(add);
    await type(dates()[1] as HTMLInputElement, "12-25");
    expect(await hours.findByText(/12-25 is there twice/)).toBeTruthy();
    await fireEvent.click(hours.getByRole("button", { name: "Remove: 12-25" }));
    await waitFor(() => expect(document.activeElement).toBe(dates()[0]));
    await fireEvent.click(add);
    await type(dates()[1] as HTMLInputElement, "2026-04-03");
    await waitFor(() => expect(hours.queryByText(/twice/)).toBeNull());
    await fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
    await waitFor(() => expect(asked(fake, "save_outcomes")).toHaveLength(1));
    expect(asked(fake, "save_outcomes")[0]?.working_hours.days_off).toEqual([
      { date: "12-25", name: "Christmas Day" },
      { date: "2026-04-03", name: "" },
    ]);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Put in force" })).toBeNull());
  });

  test("working hours are the company's: a campaign's table has none of its own", async () => {
    await openTab("Dispositions");
    await section("Working hours");
    await fireEvent.change(await screen.findByLabelText("Table"), { target: { value: "1" } });
    await waitFor(() => expect(screen.queryByRole("region", { name: "Working hours" })).toBeNull());
  });

  test("a stage that the org lacks is said with those that it has", async () => {
    await openTab("Dispositions");
    const follows = await section("What follows from Interested");
    await type(follows.getByLabelText<HTMLInputElement>("Value"), "Qualified");
    expect(await screen.findByText(/which your org does not have/)).toBeTruthy();
    expect(screen.getByText(/Prospecting, Qualification, Needs Analysis, Closed Won/)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Use Qualification" }));
    await waitFor(() => expect(screen.queryByText(/which your org does not have/)).toBeNull());
  });

  test("an unknown message action is flagged while it is typed, and the right one is a click away", async () => {
    const { fake } = await openTab("Dispositions");
    await fireEvent.click(await screen.findByRole("button", { name: "Remove Booked" }));
    const busy = screen.getByDisplayValue("Busy");
    await fireEvent.focusIn(busy);
    const follows = await section("What follows from Busy");
    await type(follows.getByLabelText<HTMLInputElement>(/^Message instead/), "folow_up");
    expect(await screen.findByText(/There is no action called folow_up/)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Use follow_up" }));
    await waitFor(() => expect(screen.queryByText(/There is no action/)).toBeNull());
    await fireEvent.click(await screen.findByRole("button", { name: "Put in force" }));
    await waitFor(() => expect(asked(fake, "save_outcomes")).toHaveLength(1));
    const rows = asked(fake, "save_outcomes")[0]?.tables[0]?.rows;
    expect(rows?.find((row) => row.code === "busy")?.effects[0]).toMatchObject({ message: "follow_up" });
  });

  test("a campaign's table allows some outcomes and changes one of them", async () => {
    const { fake } = await openTab("Dispositions");
    await screen.findByRole("button", { name: "Remove Busy" });
    await fireEvent.change(screen.getByLabelText("Table"), { target: { value: "1" } });
    expect(await screen.findByDisplayValue("Spring")).toBeTruthy();
    await fireEvent.click(screen.getByRole("checkbox", { name: "Booked" }));
    await fireEvent.click(screen.getByRole("button", { name: "Change here Busy" }));
    await fireEvent.click(screen.getByRole("checkbox", { name: "Notes needed: Busy" }));
    await fireEvent.click(await screen.findByRole("button", { name: "Put in force" }));
    await waitFor(() => expect(asked(fake, "save_outcomes")).toHaveLength(1));
    const table = asked(fake, "save_outcomes")[0]?.tables[1];
    expect(table?.allowed).toEqual(["interested", "booked", "no_answer", "busy"]);
    expect(table?.rows).toEqual([expect.objectContaining({ code: "busy", needs_notes: true })]);
  });
});

describe("the desk", () => {
  test("offers the outcomes of the campaign's table and says so", async () => {
    const { fake } = await openWindow("known");
    const pop = fake.world.pops.get("five9:1");
    if (!pop) throw new Error("no call");
    fake.world.change("five9:1", { outcomes: pop.outcomes.slice(0, 2), outcomes_from: "Spring campaign" });
    expect(await screen.findByText("As the table Spring campaign says")).toBeTruthy();
    const outcomes = within(screen.getByRole("group", { name: /How did it end/ }));
    expect(outcomes.getAllByRole("radio")).toHaveLength(2);
  });
});
