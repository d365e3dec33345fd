/** The link to a relay, in the settings. */
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { UiError } from "../../src/host/bindings";
import { asked, openWindow, press, type } from "./window";

describe("the relay", () => {
  test("is set up by its address, and asks for a sign-in", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    const address = await screen.findByLabelText("Address of the relay");
    expect(screen.getByText("Not used")).toBeTruthy();
    await type(address, "http://relay.example.com");
    await fireEvent.click(screen.getByRole("button", { name: "Save and connect" }));
    expect((await screen.findByRole("alert")).textContent).toContain("no address of a relay");
    await type(address, "https://relay.example.com");
    await fireEvent.click(screen.getByRole("button", { name: "Save and connect" }));
    await fireEvent.click(await screen.findByRole("button", { name: "Sign in to the relay" }));
    expect(await screen.findByText(/as dana.whitfield@example.com, at relay-a/)).toBeTruthy();
    expect(screen.queryByText(/Those who look after you/)).toBeNull();
    await fireEvent.click(screen.getByRole("button", { name: "Disconnect" }));
    expect(await screen.findByText("Not used")).toBeTruthy();
    expect(asked(fake, "set_relay").at(-1)).toEqual({ address: "" });
  });

  test("says to an agent what those who look after them see", async () => {
    await openWindow("relay-up");
    await press("s");
    expect(
      await screen.findByText(/see your calls, their outcomes, your notes, what the pop showed you/),
    ).toBeTruthy();
  });

  test("says why it is down, what is kept, and tries again when asked", async () => {
    const { fake } = await openWindow("relay-down");
    await press("s");
    expect(await screen.findByText(/Calls wait there/)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Try now" }));
    await waitFor(() => expect(asked(fake, "try_relay")).toHaveLength(1));
  });

  test("shows an admin what found nobody, why and what it names, and looks again when asked", async () => {
    const { fake } = await openWindow("relay-admin");
    await press("s");
    const heading = await screen.findByRole("heading", { name: "For nobody yet" });
    const part = within(heading.closest("section") ?? document.body);
    expect(await part.findByText("3 wait at relay-a, relay-b.")).toBeTruthy();
    expect(part.getByText(/No answer from relay-c: what waits there is missing/)).toBeTruthy();
    const [first, second, third] = part.getAllByRole("listitem").map((row) => row.textContent);
    expect(first).toContain("Five9: Nobody in the team has this name");
    expect(first?.replace(/\s+/g, " ")).toContain("Agent p.nair");
    expect(first?.replace(/\s+/g, " ")).toContain("Kept by relay-b");
    expect(second).toContain("no rule is for this campaign");
    expect(third).toContain("500Hs00001abcDEIAY");
    await fireEvent.click(part.getByRole("button", { name: "Look again" }));
    expect(await part.findByText(/1 on the way to their person, 2 still waiting/)).toBeTruthy();
    await waitFor(() => expect(part.getAllByRole("listitem")).toHaveLength(2));
    expect(asked(fake, "look_again_at_parked")).toHaveLength(1);
  });

  test("keeps the list and says so when the relay does not answer", async () => {
    const { fake } = await openWindow("relay-admin");
    await press("s");
    const again = await screen.findByRole("button", { name: "Look again" });
    fake.override("look_again_at_parked", () => {
      throw {
        code: "unreachable",
        message: { say: "relay", trouble: "no_answer" },
        action: "retry",
      } satisfies UiError;
    });
    await fireEvent.click(again);
    expect((await screen.findByRole("alert")).textContent).toContain("The relay cannot be reached");
    expect(screen.getByText("p.nair")).toBeTruthy();
  });

  test("does not say that all is well while a relay has not answered", async () => {
    const { fake } = await openWindow("relay-admin");
    const none = { relays: ["relay-a"], silent: ["relay-c"], total: 0, rows: [] };
    fake.override("parked_deliveries", () => Promise.resolve(none));
    await press("s");
    expect(await screen.findByText(/No answer from relay-c/)).toBeTruthy();
    expect(screen.queryByText("Everything that came in found its person.")).toBeNull();
  });

  test("is of no concern to whoever is no admin", async () => {
    const { fake } = await openWindow("relay-up");
    await press("s");
    expect(await screen.findByText(/at relay-a/)).toBeTruthy();
    expect(screen.queryByRole("heading", { name: "For nobody yet" })).toBeNull();
    expect(asked(fake, "parked_deliveries")).toHaveLength(0);
  });
});
