/** What the policy of the machine sets, in the settings. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { PolicyFaultView } from "../../src/host/bindings";
import { ignored } from "../../src/screens/settings/policy-words";
import { LANGUAGES } from "../languages";
import { asked, openWindow, press } from "./window";

async function panel(): Promise<HTMLElement> {
  return await screen.findByRole("region", { name: "Policy of this machine" });
}

describe("the policy", () => {
  test("locks what it sets and says who set it", async () => {
    const { fake } = await openWindow("ruled");
    await press("s");
    const key = await screen.findByLabelText<HTMLInputElement>("Consumer key of the External Client App");
    expect(key.readOnly).toBe(true);
    expect(key.getAttribute("aria-describedby")).not.toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>("API version").readOnly).toBe(false);
    const toast = screen.getByLabelText<HTMLInputElement>("Show a notification when a call arrives");
    expect(toast.disabled).toBe(true);
    expect((await screen.findByLabelText<HTMLInputElement>("Address of the relay")).readOnly).toBe(true);
    expect(screen.queryByRole("button", { name: "Disconnect" })).toBeNull();
    const row = within(await panel()).getByRole("row", { name: /Home region/ });
    expect(row.textContent).toContain("Your organisation");
    expect(within(await panel()).getByRole("row", { name: /API version/ }).textContent).toContain(
      "As it comes",
    );
    await fireEvent.click(toast);
    expect(asked(fake, "save_settings")).toHaveLength(0);
  });

  test("says loudly what of it is ignored", async () => {
    await openWindow("ruled-faulty");
    await press("s");
    const text = (await panel()).textContent;
    expect(text).toContain("Something of the policy is ignored");
    expect(text).toContain("Did they mean home_region?");
    expect(text).toContain("undo_seconds must be a whole number from 0 to 60");
  });

  test("is said to be absent where there is none", async () => {
    await openWindow("idle");
    await press("s");
    expect((await panel()).textContent).toContain("There is no policy here (/etc/callside/policy.json)");
  });

  test("has words for every fault in every language", () => {
    const faults: PolicyFaultView[] = [
      { fault: "writable", place: "⟨place⟩" },
      { fault: "unreadable", place: "⟨place⟩" },
      { fault: "too_large" },
      { fault: "malformed", line: 7 },
      { fault: "not_ours" },
      { fault: "newer", found: 7 },
      { fault: "unsigned", place: "⟨place⟩" },
      { fault: "forged" },
      { fault: "bad_key", place: "⟨place⟩" },
      { fault: "unknown", key: "⟨key⟩", nearest: null },
      { fault: "unknown", key: "⟨key⟩", nearest: "⟨nearest⟩" },
      { fault: "twice", key: "⟨key⟩" },
      ...(
        [
          { kind: "flag" },
          { kind: "number", least: 3, most: 7 },
          { kind: "choice", words: ["⟨one⟩", "⟨two⟩"] },
          { kind: "region" },
          { kind: "api_version" },
          { kind: "word" },
          { kind: "https" },
          { kind: "public_key" },
          { kind: "texts", most: 7 },
        ] as const
      ).map(
        (allowed) =>
          ({ fault: "not_allowed", key: "role", allowed: structuredClone(allowed) }) as PolicyFaultView,
      ),
    ];
    for (const words of Object.values(LANGUAGES)) {
      const said = faults.map((fault) => ignored(words.policy, fault));
      expect(new Set(said).size).toBe(faults.length);
      for (const [i, text] of said.entries()) {
        for (const part of JSON.stringify(faults[i]).match(/⟨\w+⟩/g) ?? []) expect(text).toContain(part);
      }
    }
  });
});
