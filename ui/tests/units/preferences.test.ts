/** The language of a window: brought in when it is wanted, before anything is shown. */
import { expect, test } from "vitest";
import { fakeHost } from "../../src/host/fake/fake";
import { PreferencesState } from "../../src/state/preferences.svelte";
import { wordsHere } from "../../src/words/words.svelte";

const spoken = (state: PreferencesState) => state.words.locale;

test("a window brings in the language that it speaks, and no other", async () => {
  const state = new PreferencesState(fakeHost(Date.now, { language: "es" }), ["de-DE"]);
  await state.load();
  expect(spoken(state)).toBe("es");
  expect(["en", "de", "es", "fr", "ar"].filter((code) => wordsHere(code as "en") !== undefined)).toEqual([
    "en",
    "es",
  ]);
});

test("what the system speaks is spoken where nothing is set, also when nothing can be read", async () => {
  const host = fakeHost();
  const state = new PreferencesState(host, ["fr-CA"]);
  host.readPreferences = () => Promise.reject(new Error("the disk is gone"));
  await expect(state.load()).rejects.toThrow("the disk is gone");
  expect([spoken(state), state.isRead]).toEqual(["fr", false]);
});

test("of two wishes the later counts, whichever language comes in first", async () => {
  const state = new PreferencesState(fakeHost(), ["en-US"]);
  await state.load();
  const arabic = state.set({ language: "ar" });
  const english = state.set({ language: "en" });
  await Promise.all([arabic, english]);
  expect(spoken(state)).toBe("en");
  // It is here by now, and spoken at once.
  void state.set({ language: "ar" });
  expect(spoken(state)).toBe("ar");
});
