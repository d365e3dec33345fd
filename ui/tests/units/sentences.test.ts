/** Everything that the engine can say is said in every language, with all of its parts, and in no borrowed words. */
import { describe, expect, test } from "vitest";
import { advice } from "../../src/words/advice";
import { say, valueText } from "../../src/words/say";
import { wrongText } from "../../src/words/wrong";
import { LANGUAGES, type Words } from "../languages";
import {
  ABOUT,
  CAUSE,
  DID,
  FAULT,
  LINE,
  MISFIT,
  PHONE_FAULT,
  PHONE_TROUBLE,
  SENTENCE,
  TITLE,
  TOLD,
  TROUBLE,
  WHY,
  WRONG,
} from "./samples";

/** All that one language says of the samples, by what it is said of. */
function said(words: Words): Map<string, string> {
  const all = new Map<string, string>();
  for (const one of SENTENCE) all.set(one.say, say(words, words.locale, one));
  for (const one of TROUBLE) {
    all.set(`database ${one.kind}`, words.databaseTrouble.what(one));
    all.set(`database ${one.kind}, to do`, words.databaseTrouble.todo(one));
  }
  for (const one of WHY) all.set(`why ${JSON.stringify(one)}`, words.because(one));
  for (const one of PHONE_TROUBLE) all.set(`phone ${one.kind}`, words.phoneTrouble("⟨system⟩", one));
  for (const one of PHONE_FAULT) all.set(`phone fault ${one}`, words.phoneFault("⟨system⟩", one));
  for (const [key, lines] of Object.entries(words.phoneChecks)) all.set(`check ${key}`, lines.join(" "));
  for (const one of LINE) all.set(`line ${one.kind}`, words.line(one));
  for (const one of TITLE) {
    all.set(`writing ${one.kind}`, words.writing(one));
    all.set(`wrote ${one.kind}`, words.wrote(one));
  }
  for (const one of TOLD) all.set(`past ${one.kind}`, words.past(one));
  for (const one of MISFIT) all.set(`misfit ${one.kind}`, words.actions.misfit(one));
  for (const one of WRONG) all.set(`wrong ${JSON.stringify(one)}`, wrongText(words, one));
  const heard = Object.keys(words.automations.event) as (keyof Words["automations"]["event"])[];
  for (const one of CAUSE(heard)) {
    all.set(`cause ${JSON.stringify(one)}`, words.automations.because(one, "⟨who⟩"));
    all.set(`cause of nobody ${JSON.stringify(one)}`, words.automations.because(one, null));
  }
  for (const one of DID) all.set(`did ${JSON.stringify(one)}`, words.automations.did(one));
  for (const one of FAULT) all.set(`fault ${one.kind}`, words.orgFault(one));
  for (const [key, text] of Object.entries(words.keychainTrouble)) all.set(`keychain ${key}`, text);
  for (const [key, text] of Object.entries(words.refusedBecause)) all.set(`refused ${key}`, text(ABOUT));
  for (const [key, text] of Object.entries(words.leftOutBecause)) {
    all.set(`left out ${key}`, text("⟨field⟩", "⟨object⟩"));
  }
  for (const reason of Object.keys(words.refusedAdvice)) {
    for (const may_save_anyway of [true, false]) {
      all.set(
        `advice ${reason} ${may_save_anyway}`,
        advice(words, { reason: reason as keyof Words["refusedAdvice"], may_save_anyway }),
      );
    }
  }
  return all;
}

const ENGLISH = said(LANGUAGES.en);

/** What is a part and no word: the label that an org gave, the text that somebody wrote. */
const PART = /^[⟨⟩\w ,]*$/;

const parts = (text: string) => text.match(/⟨\w+⟩/g) ?? [];

describe.each(Object.entries(LANGUAGES))("%s", (_code, words) => {
  const own = said(words);

  test("says everything, with every part", () => {
    expect([...own.keys()]).toEqual([...ENGLISH.keys()]);
    for (const [key, english] of ENGLISH) {
      const text = own.get(key) ?? "";
      expect(text.trim(), key).not.toBe("");
      expect(text, key).not.toMatch(/undefined|null|\[object/);
      if (key !== "left out no_record" && key !== "left out shortened") {
        expect(new Set(parts(text)), key).toEqual(new Set(parts(english)));
      }
    }
  });
});

describe.each(Object.entries(LANGUAGES).filter(([code]) => code !== "en"))("%s", (_code, words) => {
  test("borrows no English", () => {
    const own = said(words);
    for (const [key, english] of ENGLISH) {
      if (PART.test(english) && parts(english).length > 0) continue;
      expect(own.get(key), key).not.toBe(english);
    }
  });
});

test("values are written as the language and the zone have them", () => {
  const { en, de } = LANGUAGES;
  const moment = { kind: "moment", at: Date.UTC(2026, 10, 21, 15), zone: "America/New_York" } as const;
  expect(valueText(en, "en-GB", moment)).toBe("Sat, 21 Nov 2026, 10:00");
  expect(valueText(de, "de", moment)).toBe("Sa., 21. Nov. 2026, 10:00");
  expect(valueText(de, "de", { kind: "day", date: "2026-11-21" })).toBe("Sa., 21. Nov. 2026");
  expect(valueText(de, "de", { kind: "yes" })).toBe("Ja");
  expect(valueText(en, "en", { ...moment, zone: "Nowhere/At_All" })).toContain("2026");
  expect(valueText(en, "en", { kind: "day", date: "someday" })).toBe("someday");
});
