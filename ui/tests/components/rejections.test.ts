/** Events of phone systems that were refused, in the settings. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { RejectionView, UiError } from "../../src/host/bindings";
import type { FakeHost } from "../../src/host/fake/fake";
import { openWindow, press } from "./window";

async function shown(prepare?: (fake: FakeHost) => void) {
  const { fake } = await openWindow("idle", prepare);
  await press("s");
  const heading = await screen.findByRole("heading", { name: "Refused events" });
  return { fake, part: within(heading.closest("section") ?? document.body) };
}

const plain = (row: HTMLElement) => row.textContent.replace(/\s+/g, " ");

describe("refused events", () => {
  test("say which phone system sent them, why they were refused and what it was told", async () => {
    const { part } = await shown();
    const [first, second] = (await part.findAllByRole("listitem")).map(plain);
    expect(first).toContain("Aircall: Its signature or secret is wrong.");
    expect(first).toContain("the secret or signature does not match (answered with HTTP 403)");
    expect(second).toContain("Door: Its address is not one of Callside's.");
    expect(second).toContain("nothing is here (answered with HTTP 404)");
  });

  test("name a reason of a later version as another one, and show what is hostile as text", async () => {
    const row: RejectionView = {
      at: Date.now(),
      provider: "Five9",
      reason: "of_tomorrow",
      detail: "<img src=x onerror=alert(1)>",
      status: 400,
    };
    const { part } = await shown((fake) => fake.override("rejections", () => Promise.resolve([row])));
    const [only] = await part.findAllByRole("listitem");
    expect(plain(only as HTMLElement)).toContain("Five9: ");
    expect(plain(only as HTMLElement)).toContain(row.detail);
    expect(only?.querySelector("img")).toBeNull();
  });

  test("are said to be none only when there are none", async () => {
    const { fake, part } = await shown((fake) =>
      fake.override("rejections", () => {
        throw { code: "internal", message: { say: "internal" }, action: "retry" } satisfies UiError;
      }),
    );
    expect(await part.findByRole("alert")).toBeTruthy();
    expect(part.queryByText("None. Every event was taken.")).toBeNull();
    fake.override("rejections", () => Promise.resolve([]));
    await fireEvent.click(part.getByRole("button", { name: "Try again" }));
    expect(await part.findByText("None. Every event was taken.")).toBeTruthy();
    expect(part.queryByRole("alert")).toBeNull();
  });
});
