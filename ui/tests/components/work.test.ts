import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { asked, openWindow, press } from "./window";

async function openWork(situation = "supervisor") {
  const opened = await openWindow(situation);
  await press("w");
  const list = await screen.findByRole("list", { name: "Work" });
  return { ...opened, list: within(list) };
}

const rows = async () =>
  within(await screen.findByRole("list", { name: "Work" }))
    .getAllByRole("listitem")
    .map((row) => row.textContent);

describe("work lists", () => {
  test("say who, why and how old, and Enter logs a call late", async () => {
    const { fake, list } = await openWork();
    const [first] = list.getAllByRole("button", { name: /^Log it now: / });
    expect(first?.parentElement?.textContent).toMatch(/talked .*, no outcome.* ago/);
    await waitFor(() => expect(document.activeElement).toBe(first));
    await fireEvent.click(first as HTMLElement);
    await waitFor(() => expect(asked(fake, "open_call")).toEqual([{ call: "past:2" }]));
    expect(asked(fake, "take_up")).toEqual([{ call: "past:2" }]);
  });

  test("a row that is heard says when: two calls of one caller that lasted the same are told apart", async () => {
    const { list } = await openWork();
    for (const row of list.getAllByRole("listitem")) {
      const [open] = within(row).getAllByRole("button", { name: /^Log it now: / });
      const when = row.querySelector("time")?.title ?? "";
      expect(when).toMatch(/\d{1,2}:\d{2}/);
      expect(open?.textContent).toContain(when);
    }
  });

  test("a row is dismissed with a reason by keyboard, and U brings it back", async () => {
    const { fake, list } = await openWork();
    const first = async () => (await rows())[0];
    list.getAllByRole("button", { name: /^Log it now: / })[0]?.focus();
    await press("x");
    const dialog = await screen.findByRole("dialog", { name: /^Why is this no work: Ana/ });
    await fireEvent.click(within(dialog).getByRole("button", { name: "Nobody spoke" }));
    await waitFor(async () => expect(await first()).not.toContain("Ana García López"));
    await screen.findByText("Dismissed: Ana García López");
    document.body.focus();
    (document.activeElement as HTMLElement | null)?.blur();
    await press("u");
    await waitFor(async () => expect(await first()).toContain("Ana García López"));
    expect(asked(fake, "settle_work").map(({ how }) => how)).toEqual(["no_conversation", null]);
  });

  test("without a relay only oneself can be chosen, and it says why", async () => {
    const { fake, list } = await openWork();
    list.getAllByRole("button", { name: /^Log it now: / })[0]?.focus();
    await press("g");
    const dialog = within(await screen.findByRole("dialog", { name: /^Give to somebody: / }));
    await dialog.findByText(/not connected by a relay/);
    const to = dialog.getByLabelText<HTMLSelectElement>("To");
    expect([...to.options].map(({ text }) => text)).toEqual(["Me (dana@acme.example)"]);
    await fireEvent.click(dialog.getByRole("button", { name: "Give it" }));
    await waitFor(() => expect(asked(fake, "give_work")[0]?.to).toBe("dana@acme.example"));
    await screen.findByText("Yours");
  });

  test("with a relay a colleague is given work with a note", async () => {
    const { fake, list } = await openWork("supervisor-relay");
    expect((await rows()).join()).toContain("Given to tom@acme.example");
    await fireEvent.click(list.getAllByRole("button", { name: /^Give to somebody: / })[0] as HTMLElement);
    const dialog = within(await screen.findByRole("dialog", { name: /^Give to somebody: / }));
    const to = dialog.getByLabelText<HTMLSelectElement>("To");
    await waitFor(() => expect(to.options.length).toBe(3));
    await fireEvent.change(to, { target: { value: "lucia@acme.example" } });
    await fireEvent.input(dialog.getByLabelText("Note"), { target: { value: "Please today." } });
    await fireEvent.click(dialog.getByRole("button", { name: "Give it" }));
    await waitFor(() =>
      expect(asked(fake, "give_work")).toEqual([
        { kind: "unlogged", call: "past:2", to: "lucia@acme.example", note: "Please today." },
      ]),
    );
  });

  test("callbacks stand with the overdue first, and done ones go", async () => {
    const { fake } = await openWork();
    await press("2");
    await waitFor(async () => expect((await rows())[0]).toContain("overdue by 42 min"));
    await fireEvent.click(screen.getByRole("button", { name: /^Done: Priya Nair, / }));
    await waitFor(async () => expect((await rows())[0]).toContain("Jonas Weber"));
    expect(asked(fake, "settle_work")).toEqual([{ kind: "callback", call: "past:1", how: "called_back" }]);
  });

  test("a refused write leads to where it is mended", async () => {
    const { house } = await openWindow("outbox");
    await press("w");
    await press("3");
    const list = within(await screen.findByRole("list", { name: "Work" }));
    const [repair] = list.getAllByRole("button", { name: /^Repair: / });
    expect(list.queryByRole("button", { name: /^Dismiss/ })).toBeNull();
    await fireEvent.click(repair as HTMLElement);
    expect(house.place.screen).toBe("outbox");
  });

  test("a supervisor sees what was refused at other desks, and gives it to a colleague or back", async () => {
    const { fake, house } = await openWork("supervisor-relay");
    await press("3");
    await waitFor(async () =>
      expect((await rows())[0]).toContain("Interested refused at tom@acme.example: no permission"),
    );
    const give = async (to: string, says: RegExp) => {
      await fireEvent.click(screen.getAllByRole("button", { name: /^Give to somebody: / })[0] as HTMLElement);
      const dialog = within(await screen.findByRole("dialog", { name: /^Give to somebody: / }));
      await dialog.findByRole("option", { name: "lucia@acme.example" });
      await fireEvent.change(dialog.getByLabelText("To"), { target: { value: to } });
      expect(dialog.getByText(says)).toBeTruthy();
      await fireEvent.click(dialog.getByRole("button", { name: "Give it" }));
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    };
    await give("tom@acme.example", /sees your note and repairs it/);
    await waitFor(async () => expect((await rows())[0]).toContain("Given to tom@acme.example"));
    expect((await rows())[0]).not.toContain("takes it back");
    await give("lucia@acme.example", /logs the call anew as themselves/);
    await waitFor(async () => expect((await rows())[0]).toContain("tom@acme.example takes it back first"));
    expect(asked(fake, "give_work").map(({ kind, to }) => `${kind} ${to}`)).toEqual([
      "refused tom@acme.example",
      "refused lucia@acme.example",
    ]);
    expect(screen.queryByRole("button", { name: /^Dismiss/ })).toBeNull();
    const [show] = screen.getAllByRole("button", { name: /^Show the call: / });
    await fireEvent.click(show as HTMLElement);
    expect(house.place.screen).toBe("story");
  });

  test("whoever looks after no team gives no refused write away", async () => {
    await openWindow("outbox");
    await press("w");
    await press("3");
    const list = within(await screen.findByRole("list", { name: "Work" }));
    expect(list.getAllByRole("button", { name: /^Repair: / }).length).toBeGreaterThan(0);
    expect(list.queryByRole("button", { name: /^Give/ })).toBeNull();
  });

  test("open work is said on the idle desk and in the team's head, and leads to it", async () => {
    const { house } = await openWindow("supervisor");
    const [link] = await screen.findAllByRole("button", { name: /^Work \d+ open/ });
    await fireEvent.click(link as HTMLElement);
    expect(house.place.screen).toBe("work");
    await press("t");
    await screen.findByRole("button", { name: /^Work \d+ open/ });
  });
});

describe("flags of quality review", () => {
  test("stand on the call with who, when and what, and are resolved", async () => {
    await openWindow("supervisor");
    await press("h");
    const [first] = await screen.findAllByRole("button", { name: /^Whole call: / });
    await fireEvent.click(first as HTMLElement);
    const region = within(await screen.findByRole("region", { name: "Quality review" }));
    await region.findByText(/Ask for the order number/);
    expect(region.getByText(/^grace@acme.example, /)).toBeTruthy();
    await fireEvent.click(await region.findByRole("button", { name: "Resolve" }));
    await region.findByText(/^Resolved by /);
  });

  test("are set from a row of the history by a supervisor, and found by filter", async () => {
    const { fake } = await openWindow("supervisor");
    await press("h");
    const [, second] = await screen.findAllByRole("button", { name: /^Flag: / });
    await fireEvent.click(second as HTMLElement);
    const dialog = within(await screen.findByRole("dialog", { name: /^Flag: / }));
    await fireEvent.change(dialog.getByLabelText("Flag"), { target: { value: "praise" } });
    await fireEvent.input(dialog.getByLabelText("Comment"), { target: { value: "Very kind." } });
    await fireEvent.click(dialog.getByRole("button", { name: "Set flag" }));
    await waitFor(() =>
      expect(asked(fake, "flag_call")).toEqual([
        { call: "past:1", kind: "praise", comment: "Very kind.", for_agent: true },
      ]),
    );
    await screen.findByRole("button", { name: /^Flag: .*Flagged: Praise$/ });
    await fireEvent.click(screen.getByRole("button", { name: "Filter" }));
    await fireEvent.change(await screen.findByLabelText("Flag"), { target: { value: "" } });
    await waitFor(() => expect(asked(fake, "history").at(-1)?.filter.flag).toBe(""));
    await waitFor(() => expect(screen.getAllByRole("button", { name: /^Whole call: / }).length).toBe(2));
  });

  test("are seen by an agent and set by nobody but supervisors", async () => {
    await openWindow("supervisor", ({ world }) => (world.supervises = false));
    await press("h");
    await screen.findAllByText("Flagged: Coach");
    expect(screen.queryByRole("button", { name: /^Flag: / })).toBeNull();
  });
});
