import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { Team } from "../../src/screens/team/team.svelte";
import { asked, openWindow, press } from "./window";

describe("older calls", { timeout: 30_000 }, () => {
  test("are ordered, paused and gone on with", async () => {
    const { fake } = await openWindow("supervisor");
    await press("h");
    await fireEvent.click(await screen.findByRole("button", { name: "Bring in older calls" }));
    const panel = within(await screen.findByRole("region", { name: "Bring in older calls" }));
    await fireEvent.click(panel.getByRole("radio", { name: "All that I may see" }));
    await fireEvent.input(panel.getByLabelText("From day"), { target: { value: "2026-02-01" } });
    await fireEvent.click(panel.getByRole("button", { name: "Bring them in" }));
    await panel.findByText(/Asking Salesforce how many/);
    expect(asked(fake, "order_older_calls").at(-1)).toMatchObject({ team: true, first: "2026-02-01" });
    if (fake.world.fill) fake.world.fill = { ...fake.world.fill, total: 200, read: 50, new: 45, known: 5 };
    fake.world.tell({ kind: "older_calls" });
    await panel.findByText("50 of 200");
    expect(panel.getByRole("progressbar", { name: "How far it is" })).toHaveProperty("value", 0.25);
    await fireEvent.click(panel.getByRole("button", { name: "Pause" }));
    await panel.findByText(/Paused/);
    await fireEvent.click(panel.getByRole("button", { name: "Go on" }));
    await panel.findByText("Coming in");
    if (fake.world.fill) fake.world.fill = { ...fake.world.fill, waits: "budget" };
    fake.world.tell({ kind: "older_calls" });
    await panel.findByText(/API calls of the org run short/);
    const before = asked(fake, "history").length;
    if (fake.world.fill) fake.world.fill = { ...fake.world.fill, state: "done", waits: null, read: 200 };
    fake.world.tell({ kind: "older_calls" });
    await panel.findByText("All of them are here.");
    await waitFor(() => expect(asked(fake, "history").length).toBe(before + 1));
  });

  test("are marked, and open their page", async () => {
    const { house } = await openWindow("filled");
    await press("h");
    const marks = await screen.findAllByText(/from Salesforce, seen only as a task/);
    expect(marks).toHaveLength(3);
    await fireEvent.click(marks[0]?.closest("button") as HTMLElement);
    await screen.findByText(/No phone system told Callside of this call/);
    expect(house.place.story?.call).toMatch(/^salesforce:/);
    expect(screen.queryByRole("button", { name: "Open on the desk" })).toBeNull();
    expect(screen.getByRole("button", { name: /^Open the task: / })).toBeTruthy();
  });

  test("are not offered where nothing may be brought in", async () => {
    const { fake } = await openWindow("idle");
    fake.world.mayFill = false;
    await press("h");
    await screen.findByRole("button", { name: "Filter" });
    await waitFor(() => expect(asked(fake, "older_calls").length).toBeGreaterThan(0));
    expect(screen.queryByRole("button", { name: "Bring in older calls" })).toBeNull();
  });
});

// The screen is large, and looking through it by role takes its time.
describe("customer satisfaction", { timeout: 30_000 }, () => {
  async function openTeam(scene: string) {
    const opened = await openWindow(scene);
    await screen.findByRole("button", { name: "Team" });
    await press("t");
    await screen.findByText("How calls ended", { selector: "h2" });
    return opened;
  }

  test("shows average, days and agents, and leads to their calls", async () => {
    const { fake, house } = await openTeam("rated");
    const part = within(screen.getByLabelText("Customer satisfaction", { selector: "section" }));
    expect(part.getByText("4.31 of 5")).toBeTruthy();
    expect(part.getByText("+0.13 against the days before")).toBeTruthy();
    expect(part.getByText(/2 rows hold no rating from 1 to 5/)).toBeTruthy();
    await fireEvent.click(part.getByLabelText("As table: Satisfaction by agent"));
    await fireEvent.click(part.getByLabelText("Show the calls: Priya Nair"));
    // Those that were rated in these days, whenever they were.
    await waitFor(() => expect(asked(fake, "history").at(-1)?.filter.agent).toBe("priya"));
    const { days } = house.one(Team);
    const filter = asked(fake, "history").at(-1)?.filter;
    expect([filter?.rated, filter?.first, filter?.last]).toEqual([days, null, null]);
    expect(screen.getByText(/^Rated from .* to /)).toBeTruthy();
  });

  test("is told apart by queue and campaign like the other numbers", async () => {
    const { fake } = await openTeam("rated");
    const by = within(screen.getByRole("radiogroup", { name: "By" }));
    await fireEvent.click(by.getByText("Campaign"));
    expect(await screen.findByText("Satisfaction by campaign", { selector: "h2" })).toBeTruthy();
    await fireEvent.click(by.getByText("Queue"));
    const part = within(screen.getByLabelText("Customer satisfaction", { selector: "section" }));
    await fireEvent.click(await part.findByLabelText("As table: Satisfaction by queue"));
    await fireEvent.click(await part.findByLabelText("Show the calls: Renewals"));
    await waitFor(() => expect(asked(fake, "history").at(-1)?.filter.queue).toBe("Renewals"));
    expect(asked(fake, "satisfaction").map(({ by }) => by)).toEqual(
      expect.arrayContaining(["agent", "campaign", "queue"]),
    );
  });

  test("is read anew when it was asked for, and says how to set it up where it is not", async () => {
    const { fake } = await openTeam("supervisor");
    expect(screen.getByText(/Customer satisfaction is not set up/)).toBeTruthy();
    const { rated } = await import("../../src/host/fake/older-calls");
    fake.world.satisfaction = rated(fake.world.now());
    fake.world.tell({ kind: "ratings" });
    await screen.findByText("4.31 of 5");
  });
});
