/** The self-test and the diagnostics file, in the settings. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/host/bindings";
import { DIAGNOSTICS } from "../../src/host/fake/self-test";
import { found } from "../../src/screens/settings/found";
import { LANGUAGES } from "../languages";
import { asked, openWindow, press } from "./window";

async function panel(name: string): Promise<HTMLElement> {
  return await screen.findByRole("region", { name });
}

const say = (sentence: { say: string }) => `say ${sentence.say}`;

describe("the self-test", () => {
  test("says that everything works", async () => {
    await openWindow("idle");
    await press("s");
    await fireEvent.click(await screen.findByRole("button", { name: "Run the self-test" }));
    const all = await panel("Self-test");
    expect(await within(all).findByText("Everything that counts works.")).toBeTruthy();
    expect(all.textContent).toContain("https://acme.my.salesforce.com answers in 84 ms.");
    expect(all.textContent).toContain("Phone switch takes the key and answers in 61 ms.");
    expect(all.textContent).toContain("Sticky Calls has a key.");
    expect(within(all).getByRole("button", { name: "Run it again" })).toBeTruthy();
  });

  test("says what is wrong in each line and who mends it", async () => {
    await openWindow("troubled");
    await press("s");
    await fireEvent.click(await screen.findByRole("button", { name: "Run the self-test" }));
    const all = await panel("Self-test");
    expect(await within(all).findByText(/Something does not work/)).toBeTruthy();
    const line = (text: RegExp) => within(all).getByText(text).closest("li")?.textContent ?? "";
    expect(line(/install the company’s root certificate/)).toContain("Mended by: IT");
    expect(line(/540 seconds ahead/)).toContain("Turn on time sync");
    expect(line(/Task.CallDisposition is missing/)).toContain("Mended by: Your Salesforce admin");
    expect(line(/The sign-in is over/)).toContain("Mended by: You");
    expect(line(/3 events were refused/)).toContain("Who runs the phone system");
    expect(line(/Aircall does not accept the key/)).toContain("Who runs the phone system");
  });

  test("shows the diagnostics whole before anything is saved", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    const part = await panel("Diagnostics file");
    expect(within(part).queryByRole("button", { name: "Save to downloads" })).toBeNull();
    await fireEvent.click(within(part).getByRole("button", { name: "Prepare it" }));
    const save = await within(part).findByRole("button", { name: "Save to downloads" });
    expect(part.querySelector("pre")?.textContent).toBe(DIAGNOSTICS);
    expect(asked(fake, "save_text")).toHaveLength(0);
    await fireEvent.click(save);
    expect(await within(part).findByText(/^Saved as /)).toBeTruthy();
    expect(asked(fake, "save_text")).toEqual([{ name: "callside-diagnostics.txt", text: DIAGNOSTICS }]);
  });

  test("has words of its own for every finding in every language", () => {
    const parts = {
      place: "⟨place⟩",
      settings: 7,
      megabytes: 7,
      server: "⟨server⟩",
      host: "⟨host⟩",
      ms: 7,
      seconds: 7,
      username: "⟨username⟩",
      scope: "⟨scope⟩",
      object: "⟨object⟩",
      field: "⟨field⟩",
      mark: "⟨mark⟩",
      faults: 7,
      percent: 7,
      port: 7,
      system: "five9",
      count: 7,
      reason: "⟨reason⟩",
      relay: "⟨relay⟩",
      name: "⟨name⟩",
    };
    const english = LANGUAGES.en.selfTest.found;
    for (const words of [LANGUAGES.de, LANGUAGES.es, LANGUAGES.fr, LANGUAGES.ar]) {
      for (const kind of Object.keys(english)) {
        const finding = { found: kind, ...parts } as unknown as Finding;
        const own = found(words, say, finding);
        expect(own.length, kind).toBeGreaterThan(0);
        const theirs = found(LANGUAGES.en, say, finding);
        if (kind !== "signed_in") expect(own, kind).not.toBe(theirs);
        expect(own.match(/⟨\w+⟩|7/g)?.sort(), kind).toEqual(theirs.match(/⟨\w+⟩|7/g)?.sort());
      }
    }
  });

  test("why an event was refused is said in words, whatever a later version calls it", () => {
    const refused = (reason: string): Finding => ({
      found: "phone_refused",
      system: "aircall",
      count: 3,
      reason,
    });
    expect(found(LANGUAGES.en, say, refused("bad_signature"))).toBe(
      "Aircall: 3 events were refused within a day, the last for this reason: Its signature or secret is wrong.",
    );
    expect(found(LANGUAGES.en, say, refused("of_later"))).toMatch(/reason: It was not taken\.$/);
  });
});
