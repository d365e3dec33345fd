/** The link to a relay, in the settings. */
import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
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
});
