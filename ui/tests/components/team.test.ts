import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { Team } from "../../src/screens/team/team.svelte";
import { asked, openWindow, press, type } from "./window";

async function openTeam() {
  const opened = await openWindow("supervisor");
  await screen.findByRole("button", { name: "Team" });
  await press("t");
  await screen.findByRole("region", { name: "How calls ended" });
  return opened;
}

describe("history by filter", () => {
  test("asks for what was picked, and says how many conditions there are", async () => {
    const { fake } = await openWindow("idle");
    await press("h");
    await fireEvent.click(await screen.findByRole("button", { name: "Filter" }));
    const queue = await screen.findByLabelText<HTMLSelectElement>("Queue");
    await waitFor(() => expect(queue.options.length).toBe(4));
    await fireEvent.change(queue, { target: { value: "Billing" } });
    await fireEvent.change(screen.getByLabelText("Talk at least (s)"), { target: { value: "300" } });
    await screen.findByRole("button", { name: "Filter (2)" });
    await waitFor(() => {
      const last = asked(fake, "history").at(-1)?.filter;
      expect([last?.queue, last?.at_least_s]).toEqual(["Billing", 300]);
    });
    await fireEvent.click(screen.getByRole("button", { name: "Clear filter" }));
    await waitFor(() => expect(asked(fake, "history").at(-1)?.filter.queue).toBeNull());
  });

  test("is kept under a name, used again and forgotten", async () => {
    const { fake } = await openWindow("idle");
    await press("h");
    await fireEvent.click(await screen.findByRole("button", { name: "Filter" }));
    await fireEvent.change(await screen.findByLabelText("Wrap-up"), { target: { value: "unlogged" } });
    await fireEvent.click(screen.getByRole("button", { name: "Keep filter" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Give the filter a name");
    await type(screen.getByLabelText("Name of this filter"), "Not logged");
    await fireEvent.click(screen.getByRole("button", { name: "Keep filter" }));
    const use = await screen.findByRole("button", { name: "Use filter: Not logged" });
    await fireEvent.click(screen.getByRole("button", { name: "Clear filter" }));
    await fireEvent.click(use);
    await waitFor(() => expect(asked(fake, "history").at(-1)?.filter.standing).toBe("unlogged"));
    await fireEvent.click(screen.getByRole("button", { name: "Forget filter: Not logged" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Use filter: Not logged" })).toBeNull());
  });
});

describe("one call, whole", () => {
  async function openStory() {
    const opened = await openWindow("idle");
    await press("h");
    const [first] = await screen.findAllByRole("button", { name: /^Whole call: Priya Nair/ });
    await fireEvent.click(first as HTMLElement);
    await screen.findByRole("region", { name: "What the agent saw" });
    return opened;
  }

  test("tells what happened, was seen, noted and is different", async () => {
    await openStory();
    const events = within(screen.getByRole("region", { name: "What the phone system said" }));
    expect(events.getAllByRole("listitem")[6]?.textContent).toMatch(/Ended.*heard 31 s later/);
    const since = within(screen.getByRole("region", { name: "Since the last call" }));
    expect(since.getByText("Title").closest("li")?.textContent).toMatch(/Buyer.*→.*VP of Operations/);
    expect(since.getByText(/Case 00001042/).closest("li")?.textContent).toContain("opened: New");
    const saw = within(screen.getByRole("region", { name: "What the agent saw" }));
    expect(saw.getByText(/Live from Salesforce/)).toBeTruthy();
    const notes = within(screen.getByRole("region", { name: "Notes as they grew" }));
    expect(notes.getAllByRole("listitem")).toHaveLength(2);
  });

  test("says which way a call of the team came, and whose desk told its wrap-up", async () => {
    const { house } = await openStory();
    expect(screen.queryByText(/Your team’s relay told of this call/)).toBeNull();
    house.place.openStory("past:5");
    await screen.findByText(/Your team’s relay told of this call; it never came to this desk/);
    const events = within(screen.getByRole("region", { name: "What the phone system said" }));
    const told = events.getByText("Wrap-up written to Salesforce").closest("li");
    expect(told?.textContent).toMatch(
      /told by priya\.nair@example\.com from their desk, over your team’s relay/,
    );
    expect(events.getAllByText(/over your team’s relay/)).toHaveLength(1);
    expect(screen.queryByText("No pop was shown for this call.")).toBeNull();
    const saw = within(screen.getByRole("region", { name: "What the agent saw" }));
    expect(saw.getByText(/As the agent’s desk told it/)).toBeTruthy();
    expect(saw.getByText(/Matched on/)).toBeTruthy();
    // What is decided elsewhere is not to be decided here once more.
    expect(screen.queryByRole("button", { name: "Open on the desk" })).toBeNull();
  });

  test("says what a colleague's wrap-up wrote, that it waits, or why it was refused, and opens the records", async () => {
    const { fake, house } = await openStory();
    const writes = () => within(screen.getByRole("region", { name: "What was written" }));
    house.place.openStory("past:5");
    await waitFor(() => expect(writes().getByText("Sent")).toBeTruthy());
    await fireEvent.click(writes().getByRole("button", { name: /Case 00001042/ }));
    await waitFor(() =>
      expect(asked(fake, "open_record").at(-1)).toEqual({ object: "Case", id: "500000000000007AAA" }),
    );
    expect(writes().getByText("Fields: Status, Case Reason")).toBeTruthy();
    house.place.openStory("past:8");
    await waitFor(() => expect(writes().getByText("Refused")).toBeTruthy());
    expect(writes().getByText(/Salesforce refused it: a rule of the org \(Case Reason\)/)).toBeTruthy();
    expect(writes().getByText("not made yet")).toBeTruthy();
    house.place.openStory("past:11");
    await waitFor(() => expect(writes().getByText("Waiting to be sent")).toBeTruthy());
    expect(writes().getByText(/not in Salesforce yet: it waits at the agent’s desk/)).toBeTruthy();
  });

  test("a call of a colleague opens whole from the history and not as work of this desk", async () => {
    const { fake, house } = await openWindow("idle");
    house.place.go("history");
    const list = within(await screen.findByRole("list", { name: "Calls, newest first" }));
    const row = (await list.findByText("Refused")).closest("button");
    if (!row) throw new Error("no row");
    expect(row.textContent).toContain("Priya Nair");
    await fireEvent.click(row);
    await waitFor(() => expect(house.place.story?.call).toBe("past:8"));
    expect(asked(fake, "open_call")).toEqual([]);
  });

  test("leads to the desk, to the call before, and back to where it was opened", async () => {
    const { fake, house } = await openStory();
    await fireEvent.click(screen.getByRole("button", { name: "Open that call" }));
    await waitFor(() => expect(asked(fake, "story")).toHaveLength(2));
    await fireEvent.click(screen.getByRole("button", { name: "Back" }));
    expect(house.place.screen).toBe("history");
  });

  test("opens by its link, and a link to an unknown call says so", async () => {
    const { fake, house } = await openWindow("idle");
    fake.world.askedStory = "past:3";
    fake.world.tell({ kind: "story" });
    await waitFor(() => expect(house.place.story).toEqual({ call: "past:3", from: "desk" }));
    fake.world.askedStory = "five9:nobody";
    fake.world.tell({ kind: "story" });
    expect((await screen.findByRole("alert")).textContent).toContain("This call is not known");
  });
});

describe("numbers of a team", () => {
  test("are for those who look after one", async () => {
    const { house } = await openWindow("idle");
    expect(screen.queryByRole("button", { name: "Team" })).toBeNull();
    house.place.go("team");
    expect((await screen.findByRole("alert")).textContent).toContain("Only supervisors and admins");
  });

  test("stand behind each picture as a table, and a row leads to its calls", async () => {
    const { fake, house } = await openTeam();
    const box = within(screen.getByRole("region", { name: "When they call" }));
    expect(box.getByRole("table", { name: "When they call" })).toBeTruthy();
    await fireEvent.click(box.getByRole("button", { name: "As table: When they call" }));
    await fireEvent.click(box.getByRole("button", { name: "Show the calls: Tue 10:00" }));
    expect(house.place.screen).toBe("history");
    await waitFor(() => expect(asked(fake, "history").at(-1)?.filter.slot).toEqual({ weekday: 2, hour: 10 }));
    expect(screen.getByText("Tue 10:00 to 11:00")).toBeTruthy();
  });

  test("a part of a picture leads to its calls, too", async () => {
    const { fake, container } = await openTeam();
    const bars = container.querySelectorAll('[aria-hidden="true"] [data-pick="1"] .bar');
    await fireEvent.click(bars[0] as Element);
    await waitFor(() => expect(asked(fake, "history").at(-1)?.filter.outcome).toBe("Callback requested"));
  });

  test("narrow to one agent, and count with another window", async () => {
    const { fake } = await openTeam();
    const compared = within(screen.getByRole("region", { name: "Compared" }));
    await fireEvent.click(compared.getAllByRole("button", { name: "Only Priya Nair" })[0] as HTMLElement);
    await waitFor(() => expect(asked(fake, "team_numbers").at(-1)?.agent).toBe("priya"));
    await fireEvent.change(screen.getByLabelText("Repeat within"), { target: { value: "30" } });
    await waitFor(() => expect(asked(fake, "team_numbers").at(-1)?.window_days).toBe(30));
    expect(await screen.findByText("Repeat calls, 30 d", { selector: ".name" })).toBeTruthy();
    expect(screen.getByText(/called within 30 days before/)).toBeTruthy();
  });

  test("shares lead to the calls that make them, by the window of days that is shown", async () => {
    const { fake, house } = await openTeam();
    await fireEvent.change(screen.getByLabelText("Repeat within"), { target: { value: "14" } });
    await screen.findByText("Repeat calls, 14 d", { selector: ".name" });
    const asks = () => asked(fake, "history").at(-1)?.filter;
    await fireEvent.click(screen.getByRole("button", { name: /^Show the calls: Repeats an earlier call/ }));
    await waitFor(() => expect(asks()?.again).toEqual({ kind: "repeat", window_days: 14 }));
    expect([asks()?.first, asks()?.last]).toEqual([house.one(Team).days.first, house.one(Team).days.last]);
    expect(screen.getByLabelText<HTMLSelectElement>("Called again").value).toBe("repeat");
    await fireEvent.change(screen.getByLabelText("Repeat within"), { target: { value: "3" } });
    await waitFor(() => expect(asks()?.again).toEqual({ kind: "repeat", window_days: 3 }));

    await press("t");
    await fireEvent.click(
      await screen.findByRole("button", { name: /^Show the calls: Not resolved at first call/ }),
    );
    await waitFor(() => expect(asks()?.again).toEqual({ kind: "unresolved", window_days: 14 }));
    await fireEvent.change(screen.getByLabelText("Called again"), { target: { value: "" } });
    await waitFor(() => expect(asks()?.again).toBeNull());
    expect(screen.queryByLabelText("Repeat within")).toBeNull();
  });

  test("compared are saved as CSV and as a picture, too", async () => {
    const { fake, container } = await openTeam();
    const box = within(screen.getByRole("region", { name: "Compared" }));
    await fireEvent.click(box.getByRole("button", { name: "SVG: Save picture, Compared" }));
    await waitFor(() => expect(asked(fake, "save_text")).toHaveLength(1));
    const [drawn] = asked(fake, "save_text");
    expect(drawn?.name).toMatch(/^callside-by-agent-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.svg$/);
    for (const words of ["Priya Nair", "Average handle time", "85", "4:50"])
      expect(drawn?.text).toContain(words);
    expect(drawn?.text).not.toMatch(/class=|data-pick/);
    // It is drawn only to be saved.
    await waitFor(() => expect(container.querySelector(".paper")).toBeNull());
    await fireEvent.click(box.getByRole("button", { name: "Save CSV: Compared" }));
    await waitFor(() => expect(asked(fake, "save_text")).toHaveLength(2));
    expect(asked(fake, "save_text")[1]?.text).toContain("Priya Nair,85,");
  });

  test("are saved as CSV and as a picture that stands alone", async () => {
    const { fake } = await openTeam();
    const box = within(screen.getByRole("region", { name: "How calls ended" }));
    await fireEvent.click(box.getByRole("button", { name: "Save CSV: How calls ended" }));
    await waitFor(() => expect(asked(fake, "save_text")).toHaveLength(1));
    await fireEvent.click(box.getByRole("button", { name: "SVG: Save picture, How calls ended" }));
    await waitFor(() => expect(asked(fake, "save_text")).toHaveLength(2));
    const [table, drawn] = asked(fake, "save_text");
    expect(table?.name).toMatch(/^callside-outcomes-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    expect(table?.text).toContain("Interested,128,31%");
    expect(drawn?.name).toMatch(/\.svg$/);
    expect(drawn?.text).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(drawn?.text).not.toMatch(/class=|data-pick/);
    expect(drawn?.text, "its texts stand where they do in every language").toContain('direction="ltr"');
  });
});
