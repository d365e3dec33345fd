import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import type { FakeHost } from "../../src/host/fake/fake";
import type { Preferences } from "../../src/host/host";
import { FRESH, type FirstRun } from "../../src/state/first-run";
import { asked, openWindow, press } from "./window";

/** A first start, or one after somebody quit half-way. */
const start = (
  first_run: FirstRun = FRESH,
  situation = "idle",
  prepare?: (fake: FakeHost) => void,
  kept: Partial<Preferences> = {},
) => openWindow(situation, prepare, { ...kept, first_run });

const AGENT = (fake: FakeHost) => fake.override("setup_rights", () => Promise.resolve("not_admin"));
const heading = (name: string) => screen.findByRole("heading", { level: 2, name });
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const click = (name: string | RegExp) => fireEvent.click(button(name));
const kept = async (fake: FakeHost) => (await fake.readPreferences()).first_run;

describe("the first steps", () => {
  test("come at the first start and begin with the sign-in", async () => {
    const { fake } = await start(FRESH, "signed-out");
    expect(await screen.findByRole("heading", { level: 1, name: "First steps" })).toBeTruthy();
    await fireEvent.click(button("Sign in with Salesforce"));
    expect(asked(fake, "sign_in")).toEqual([{ kind: "production" }]);
    fake.world.setSession({
      kind: "signed_in",
      name: "Dana Whitfield",
      username: "dana@acme.example",
      host: "acme.my.salesforce.com",
    });
    expect(await heading("Which phone system does your company have?")).toBeTruthy();
    await waitFor(async () => expect((await kept(fake))?.done).toEqual(["sign_in"]));
  });

  test("never come again once they are finished, and are there in the settings", async () => {
    const { fake } = await start({ at: "end", done: ["sign_in"], over: false });
    await click("Finish");
    expect(await screen.findByRole("heading", { level: 1, name: "No call right now" })).toBeTruthy();
    expect((await kept(fake))?.over).toBe(true);
    expect(screen.queryByRole("button", { name: "Go on with the first steps" })).toBeNull();
    await press("s");
    await fireEvent.click(await screen.findByRole("button", { name: "Open the first steps" }));
    expect(await screen.findByRole("heading", { level: 1, name: "First steps" })).toBeTruthy();
  });

  test("each can be passed over, and nothing counts as done by that", async () => {
    const { fake } = await start();
    for (const name of [
      "Which phone system does your company have?",
      "Do calls reach this machine?",
      "A call by keyboard",
    ]) {
      await heading(name);
      await click("Skip this step");
    }
    expect(await heading("This is set up")).toBeTruthy();
    expect(screen.getAllByText(/: not done yet$/)).toHaveLength(3);
    expect((await kept(fake))?.done).toEqual(["sign_in"]);
    await click("Do it now: Test call");
    expect(await heading("Do calls reach this machine?")).toBeTruthy();
  });

  test("go on where they were left, from a new start or from the desk", async () => {
    await start({ at: "keys", done: ["sign_in", "phones"], over: false });
    expect(await heading("A call by keyboard")).toBeTruthy();
    await click("Later");
    await fireEvent.click(await screen.findByRole("button", { name: "Go on with the first steps" }));
    expect(await heading("A call by keyboard")).toBeTruthy();
  });

  test("damaged words about them count as none", async () => {
    await start({ at: "moon", done: "all", over: 1 } as unknown as FirstRun);
    expect(await screen.findByRole("heading", { level: 1, name: "First steps" })).toBeTruthy();
  });

  test("a real call is never hidden by them", async () => {
    const { fake } = await start({ at: "test_call", done: [], over: false });
    await heading("Do calls reach this machine?");
    fake.ring("known");
    expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
  });

  test("an agent is not asked to set up what an admin does; what the policy sets is said", async () => {
    await start({ at: "phones", done: ["sign_in"], over: false }, "idle", (fake) => {
      AGENT(fake);
      const policy = fake.world.settings.policy;
      fake.world.settings = {
        ...fake.world.settings,
        policy: {
          ...policy,
          found: true,
          settings: policy.settings.map((row) =>
            row.key === "relay_address" ? { ...row, layer: "policy" as const } : row,
          ),
        },
      };
    });
    expect(await heading("Do calls reach this machine?")).toBeTruthy();
    expect(screen.getByText("Set up by your company")).toBeTruthy();
    const list = screen.getByRole("list", { name: "Steps" });
    expect(within(list).queryByText("Phone system")).toBeNull();
    await click("Skip this step");
    await click("Skip this step");
    await heading("This is set up");
    expect(screen.getByText(/Phone system: Set up by your company\./)).toBeTruthy();
    expect(screen.getByText("Address of the relay")).toBeTruthy();
  });

  test("an admin picks the phone system and sets it up without leaving", async () => {
    const { fake } = await start({ at: "phones", done: ["sign_in"], over: false });
    await fireEvent.click(await screen.findByLabelText(/^Aircall/));
    expect(await screen.findByRole("heading", { level: 2, name: "Aircall" })).toBeTruthy();
    await waitFor(async () => expect((await kept(fake))?.done).toContain("phones"));
    await click("Next");
    expect(await heading("Do calls reach this machine?")).toBeTruthy();
  });

  test("a test call is placed, and counts when it has arrived", async () => {
    const { fake } = await start({ at: "test_call", done: ["sign_in"], over: false });
    await heading("Do calls reach this machine?");
    fake.override("heard_since", () =>
      Promise.resolve(
        asked(fake, "place_test_call").length === 0
          ? []
          : [{ call: "five9:callside-test-1", kind: "ringing", has_number: true, at: Date.now() }],
      ),
    );
    await click("Begin listening");
    await screen.findByText("Nothing yet.");
    expect((await kept(fake))?.done).toEqual(["sign_in"]);
    await click("Place a test call");
    await waitFor(async () => expect((await kept(fake))?.done).toContain("test_call"), { timeout: 3000 });
    expect(button("Next")).toBeTruthy();
  });

  test("listening asks from time to time, not as fast as answers come", async () => {
    const { fake } = await start({ at: "test_call", done: ["sign_in"], over: false });
    await heading("Do calls reach this machine?");
    fake.override("heard_since", () => Promise.resolve([]));
    await click("Begin listening");
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
    expect(asked(fake, "heard_since")).toHaveLength(1);
  });

  test("a door that does not answer is told, with the way to mend it", async () => {
    const { fake } = await start({ at: "test_call", done: ["sign_in"], over: false });
    await heading("Do calls reach this machine?");
    fake.override("heard_since", () => Promise.resolve([]));
    fake.override("place_test_call", () =>
      Promise.resolve({
        kind: "failed",
        failure: { system: "Callside", trouble: { kind: "not_set_up" }, symptom: null },
      }),
    );
    await click("Place a test call");
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect((await kept(fake))?.done).toEqual(["sign_in"]);
  });
});

describe("the lesson about the keys", () => {
  const lesson: FirstRun = { at: "keys", done: ["sign_in"], over: false };
  const now = () => screen.getByRole("group", { name: "Practice call" }).querySelector("kbd")?.textContent;
  const asks = (key: string) => waitFor(() => expect(now()).toBe(key));

  test("asks for each key of a call, knows the one that was pressed, and writes nothing", async () => {
    const { fake, house } = await start(lesson, "idle", AGENT);
    await heading("A call by keyboard");
    await waitFor(() => expect(asked(fake, "asked_story")).toHaveLength(1));
    const before = fake.asked.length;
    for (const [key, name] of [
      ["n", "N"],
      ["Escape", "Esc"],
      ["3", "1 – 9"],
      ["Enter", "Enter"],
      ["/", "/"],
      ["Escape", "Esc"],
    ] as const) {
      await asks(name);
      await press(key);
    }
    expect(await screen.findByText(/These are the keys of a whole call/)).toBeTruthy();
    expect((await kept(fake))?.done).toEqual(["sign_in", "keys"]);
    expect(fake.asked.slice(before).map((one) => one.command)).toEqual([]);
    expect(house.place.screen).toBe("first_run");
    await press("h");
    expect(await screen.findByRole("heading", { level: 1, name: "History" })).toBeTruthy();
  });

  test("says so when it was another key, and no key leads away", async () => {
    const { house } = await start(lesson, "idle", AGENT);
    await heading("A call by keyboard");
    await press("h");
    expect(await screen.findByText("That was another key. N is asked for.")).toBeTruthy();
    house.preferences.set({ language: "de" });
    expect(await screen.findByText(/^Das war eine andere Taste/)).toBeTruthy();
    house.preferences.set({ language: "en" });
    await heading("A call by keyboard");
    expect(house.place.screen).toBe("first_run");
    expect(now()).toBe("N");
  });

  test("asks for the keys that somebody chose, and for none that has no key", async () => {
    await start(lesson, "idle", AGENT, { keys: { notes: "Ctrl+j", find: "" } });
    await heading("A call by keyboard");
    await asks("Ctrl J");
    await press("n");
    await asks("Ctrl J");
    await press("j", { ctrlKey: true });
    for (const key of ["Escape", "1", "Enter"]) await press(key);
    await asks("Esc");
    await press("Escape");
    expect(await screen.findByText(/These are the keys of a whole call/)).toBeTruthy();
  });

  test("shows supervisors and admins the keys of their screens", async () => {
    await start(lesson, "supervisor");
    await heading("A call by keyboard");
    await waitFor(() => expect(screen.getByText(/of 8$/)).toBeTruthy());
    for (const key of ["n", "Escape", "1", "Enter", "/", "Escape"]) await press(key);
    await asks("T");
    await press("t");
    await asks(",");
  });

  test("a real call is offered meanwhile and takes nothing away", async () => {
    const { fake, house } = await start(lesson, "idle", AGENT);
    await heading("A call by keyboard");
    fake.ring("known");
    expect(await screen.findByRole("group", { name: "Another call" })).toBeTruthy();
    expect(house.place.screen).toBe("first_run");
  });
});

test.each(["sign_in", "phones", "test_call", "keys", "end"] as const)(
  "no axe violation at %s",
  async (at) => {
    await start({ at, done: [], over: false }, at === "sign_in" ? "signed-out" : "idle");
    await screen.findByRole("heading", { level: 1, name: "First steps" });
    const found = await axe.run(document, {
      rules: { "color-contrast": { enabled: false } },
      resultTypes: ["violations"],
    });
    expect(found.violations.map((rule) => rule.id)).toEqual([]);
  },
);
