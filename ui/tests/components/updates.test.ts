/** Newer versions, in the settings. */
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { UpdatesState } from "../../src/host/bindings";
import { stands } from "../../src/screens/settings/updates-words";
import { LANGUAGES } from "../languages";
import { asked, openWindow, press } from "./window";

const part = async () => within(await screen.findByRole("region", { name: "Updates" }));

/** What the settings' place in the rail says to whoever cannot see its dot. */
const rail = () => screen.getByRole("button", { name: /^Settings/ }).textContent ?? "";

describe("newer versions", () => {
  test("are a quiet line: where it stands, since when, and a way to look", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    const updates = await part();
    expect(updates.getByText("This is Callside 0.1.0.")).toBeTruthy();
    expect(updates.getByText(/Nobody has looked/)).toBeTruthy();
    await fireEvent.click(updates.getByRole("button", { name: "Look now" }));
    expect(await updates.findByText(/This is the newest version/)).toBeTruthy();
    expect(updates.getByText(/^Looked at /)).toBeTruthy();
    expect(asked(fake, "check_updates")).toHaveLength(1);
    expect(rail()).not.toContain("newer version");
  });

  test("are offered, and installed by the person or later", async () => {
    const { fake } = await openWindow("update-newer");
    await waitFor(() => expect(rail()).toContain("a newer version is ready"));
    await press("s");
    const updates = await part();
    await fireEvent.click(updates.getByRole("button", { name: "Later" }));
    expect(await updates.findByText(/ready whenever you like/)).toBeTruthy();
    expect(rail()).not.toContain("newer version");
    expect(updates.queryByRole("button", { name: "Later" })).toBeNull();
    await fireEvent.click(updates.getByRole("button", { name: "Fetch and install" }));
    expect(await updates.findByText(/checked byte by byte/)).toBeTruthy();
    expect(updates.getByLabelText<HTMLInputElement>("The package").value).toContain(
      "callside_0.2.0_amd64.deb",
    );
    expect(asked(fake, "install_update")).toHaveLength(1);
    // Nothing is installed by itself, and no window stands before the work.
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("wait while somebody rings or talks", async () => {
    const { fake } = await openWindow("update-newer");
    fake.override("install_update", () =>
      Promise.reject({ code: "too_late", message: { say: "update_in_call" }, action: "retry" }),
    );
    await press("s");
    const updates = await part();
    await fireEvent.click(updates.getByRole("button", { name: "Fetch and install" }));
    expect((await updates.findByRole("alert")).textContent).toContain("Install it after the call");
    expect(updates.getByRole("button", { name: "Fetch and install" })).toBeTruthy();
  });

  test("show how far they are, each time it is announced", async () => {
    const { fake } = await openWindow("update-fetching");
    await press("s");
    const updates = await part();
    const bar = updates.getByRole<HTMLProgressElement>("progressbar");
    expect([bar.value, updates.queryByRole("button")]).toEqual([42, null]);
    fake.world.updates.become(fake.world, { kind: "fetching", version: "0.2.0", percent: 43 });
    await waitFor(() => expect(updates.getByRole<HTMLProgressElement>("progressbar").value).toBe(43));
  });

  test("are left to the repository or to IT, and it is said so", async () => {
    const { fake } = await openWindow("update-off");
    await press("s");
    const updates = await part();
    expect(updates.getByText(/come with the updates of this machine/)).toBeTruthy();
    expect(updates.queryByRole("button")).toBeNull();
    fake.world.updates.offer(fake.world, false);
    expect(await updates.findByText(/IT installs it/)).toBeTruthy();
    expect(updates.queryByRole("button", { name: "Fetch and install" })).toBeNull();
    expect(rail()).not.toContain("newer version");
  });

  test("that are not as they were signed are said in red", async () => {
    await openWindow("update-forged");
    await press("s");
    const updates = await part();
    expect(
      updates.getByText(/not signed by the key that this machine trusts/).closest(".note.bad"),
    ).toBeTruthy();
    expect(updates.getByRole("button", { name: "Look now" })).toBeTruthy();
  });

  test("have words of their own for every state in every language", () => {
    const version = "⟨version⟩";
    const states: UpdatesState[] = [
      ...(["policy", "repository", "not_set"] as const).map((because) => ({ kind: "off" as const, because })),
      { kind: "unknown" },
      { kind: "current" },
      { kind: "later", version },
      { kind: "newer", version, install: true, put_off: false },
      { kind: "newer", version, install: true, put_off: true },
      { kind: "newer", version, install: false, put_off: false },
      { kind: "fetching", version, percent: 7 },
      { kind: "ready", version, file: "" },
      ...(
        [
          "unreachable",
          "no_list",
          "forged",
          "foreign",
          "superseded",
          "expired",
          "changed",
          "no_room",
          "not_kept",
        ] as const
      ).map((trouble) => ({ kind: "failed" as const, trouble })),
    ];
    const parts = (text: string) => text.match(/⟨version⟩|7/g);
    for (const words of [LANGUAGES.de, LANGUAGES.es, LANGUAGES.fr, LANGUAGES.ar]) {
      const said = states.map((state) => stands(words.updates, state));
      expect(new Set(said).size).toBe(states.length);
      states.forEach((state, at) => {
        const english = stands(LANGUAGES.en.updates, state);
        expect(said[at]).not.toBe(english);
        expect(parts(said[at] ?? "")).toEqual(parts(english));
      });
    }
  });
});
