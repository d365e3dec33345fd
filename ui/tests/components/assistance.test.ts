import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { expect, test } from "vitest";
import type { FakeHost } from "../../src/host/fake/fake";
import { asked, notes, openWindow, press, region, type } from "./window";

const theirCall = (fake: FakeHost) => fake.world.assistance.view.theirs[0]?.call ?? "";

async function openTeam() {
  const opened = await openWindow("help-wanted");
  await fireEvent.click(await screen.findByRole("button", { name: /^Team/ }));
  return opened;
}

async function look() {
  const opened = await openTeam();
  await fireEvent.click(await screen.findByRole("button", { name: "Look at the call of Priya Nair" }));
  await screen.findByRole("region", { name: "What Priya Nair sees" });
  return opened;
}

const noteField = () => screen.getByLabelText<HTMLTextAreaElement>("Note to the agent");

test("one key asks for help, also while notes are typed, and the keyboard stays where it is", async () => {
  const { fake } = await openWindow("help-offered");
  await screen.findByRole("button", { name: /^Ask for help/ });
  notes().focus();
  await press("F2");
  const mine = within(await screen.findByRole("region", { name: "Your request for help" }));
  expect(asked(fake, "ask_assistance")).toEqual([{ call: fake.world.front }]);
  mine.getByText("Told: 2 people who look after your team");
  expect(document.activeElement).toBe(notes());
  expect(screen.queryByRole("button", { name: /^Ask for help/ })).toBeNull();
  await press("F2");
  await waitFor(() => expect(screen.queryByRole("region", { name: "Your request for help" })).toBeNull());
  expect(asked(fake, "take_back_assistance").length).toBe(1);
});

test("the agent reads at once who looks and what they answer, with their name", async () => {
  const { fake } = await openWindow("help-offered");
  await fireEvent.click(await screen.findByRole("button", { name: /^Ask for help/ }));
  const mine = await screen.findByRole("region", { name: "Your request for help" });
  fake.world.assistance.changeMine({ looking: ["Grace Lind"] });
  await within(mine).findByText("Sees what you see: Grace Lind");
  fake.world.assistance.changeMine({ notes: [fake.world.assistance.note("Grace Lind", "Offer 10 %.")] });
  await within(mine).findByText("Offer 10 %.");
  expect(mine.textContent).toContain("Grace Lind, ");
  await waitFor(() =>
    expect(
      screen.getAllByRole("status").some((status) => status.textContent === "Grace Lind: Offer 10 %."),
    ).toBe(true),
  );
  await fireEvent.click(within(mine).getByRole("button", { name: /^Take back/ }));
  await screen.findByRole("button", { name: /^Ask for help/ });
});

test.each([
  ["nobody is there", { told: 0 }, "open", /^Nobody who looks after your team is at their desk/],
  ["the relay is away", { told: null }, "down", /^The relay is not reached/],
  ["the relay is of long ago", { told: null }, "too_old", /too old to pass it on/],
  ["one is there", { told: 1 }, "open", "Told: 1 person who looks after your team"],
] as const)("what becomes of a request is said: %s", async (_what, mine, way, text) => {
  const { fake } = await openWindow("help-offered");
  await screen.findByRole("button", { name: /^Ask for help/ });
  await press("F2");
  await screen.findByRole("region", { name: "Your request for help" });
  fake.world.assistance.change({ way });
  fake.world.assistance.changeMine(mine);
  await screen.findByText(text);
});

test("where nobody can be asked the key says why", async () => {
  const { fake } = await openWindow("known");
  expect(screen.queryByRole("button", { name: /^Ask for help/ })).toBeNull();
  await press("F2");
  await screen.findByText(/none is set up here/);
  fake.world.assistance.change({ way: "open" });
  await screen.findByRole("button", { name: /^Ask for help/ });
  fake.hangUp(fake.world.front ?? "");
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Ask for help/ })).toBeNull());
  await press("F2");
  await screen.findByText(/^The call is over/);
  expect(asked(fake, "ask_assistance")).toEqual([]);
});

test("the key can be another one, and the sheet of keys shows it", async () => {
  const { fake } = await openWindow("help-offered", undefined, { keys: { assist: "j" } });
  await screen.findByRole("button", { name: /^Ask for help/ });
  await press("?");
  const row = screen.getByText("Ask for help on a call, and take that back").closest("div");
  expect(row?.querySelector("dt")?.textContent).toBe("J");
  await fireEvent.click(screen.getByRole("button", { name: /^Close/ }));
  await press("j");
  await waitFor(() => expect(asked(fake, "ask_assistance").length).toBe(1));
});

test("a supervisor elsewhere hears of a request and loses neither place nor keyboard", async () => {
  const { fake } = await openWindow("supervisor");
  await press("/");
  const box = await screen.findByRole("searchbox");
  box.focus();
  fake.world.assistance.asks("Dana Whitfield", "five9:7", 0);
  await screen.findByRole("button", { name: /^Team ?, Asking for help: 1$/ });
  expect(document.activeElement).toBe(box);
  await waitFor(() =>
    expect(
      screen.getAllByRole("status").some((status) => status.textContent === "Dana Whitfield asks for help"),
    ).toBe(true),
  );
});

test("a supervisor sees the agent's pop and what was typed, read only, and answers", async () => {
  const { fake } = await look();
  const seen = region("What Priya Nair sees");
  seen.getByText("Sarah Johnson");
  seen.getByText("Wants 25 % off the renewal, or she leaves.");
  expect(asked(fake, "look_at_request")[0]?.call).toBe(theirCall(fake));
  expect(screen.queryByLabelText("Notes")).toBeNull();
  await press("Escape");
  await waitFor(() => expect(screen.queryByRole("region", { name: "What Priya Nair sees" })).toBeNull());
  await fireEvent.click(screen.getByRole("button", { name: "Look at the call of Priya Nair" }));
  await screen.findByRole("region", { name: "What Priya Nair sees" });
  await type(noteField(), "  Offer 10 %.  ");
  await fireEvent.click(screen.getByRole("button", { name: "Send note" }));
  await region("What Priya Nair sees").findByText("Offer 10 %.");
  expect(noteField().value).toBe("");
  expect(screen.getByRole("button", { name: "Send note" }).getAttribute("aria-disabled")).toBe("true");
});

test("nothing that was written is lost", async () => {
  const { fake } = await look();
  await type(noteField(), "Offer 10 % #offline");
  await fireEvent.click(screen.getByRole("button", { name: "Send note" }));
  await screen.findByText(/nobody has this note. It is still here/);
  await press("Escape");
  await press("Escape");
  await press("h");
  await fireEvent.click(await screen.findByRole("button", { name: /^Team/ }));
  await fireEvent.click(await screen.findByRole("button", { name: "Look at the call of Priya Nair" }));
  await waitFor(() => expect(noteField().value).toBe("Offer 10 % #offline"));
  // The call is over meanwhile.
  fake.world.assistance.change({ theirs: [] });
  await screen.findByText("The call is over, or the agent took the request back.");
  expect(noteField().value).toBe("Offer 10 % #offline");
  expect(screen.queryByText("Sarah Johnson")).toBeNull();
  await fireEvent.click(screen.getByRole("button", { name: /^Close/ }));
  await waitFor(() => expect(screen.queryByLabelText("Note to the agent")).toBeNull());
});

test("what cannot be told is said", async () => {
  const { fake } = await look();
  const { look: shown } = fake.world.assistance.view;
  if (!shown) throw new Error("a look");
  fake.world.assistance.change({ look: { ...shown, sees: { kind: "nothing" } } });
  await screen.findByText("It is on its way from the agent’s desk.");
  fake.world.assistance.change({ look: { ...shown, sees: { kind: "unreadable" } } });
  await screen.findByText(/is of another version/);
  fake.world.assistance.change({ way: "down" });
  await screen.findByText(/this may have changed/);
});

test.each([
  ["a supervisor", look, "Note to the agent"],
  ["an agent", () => openWindow("help-asked"), "Sees what you see: Grace Lind"],
] as const)(
  "no violation where %s is",
  async (_who, open, text) => {
    await open();
    await screen.findByText(text);
    const rules = { "color-contrast": { enabled: false } };
    const { violations } = await axe.run(document, { rules, resultTypes: ["violations"] });
    expect(violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`))).toEqual([]);
  },
  60_000,
);
