import { expect, test } from "vitest";
import type { RehearsedCallView } from "../../src/host/bindings";
import { file } from "../../src/screens/setup/rehearsal/told";
import { ar } from "../../src/words/ar/ar";
import { de } from "../../src/words/de/de";
import { en } from "../../src/words/en/en";
import { es } from "../../src/words/es/es";
import { fr } from "../../src/words/fr/fr";

const at = Date.UTC(2026, 10, 20, 17);

const CALL: RehearsedCallView = {
  about: { kind: "call", call: "five9:1", disposition: "Busy" },
  at,
  who: "=1+1",
  changes: [
    {
      what: { kind: "place", place: "callback_list" },
      before: null,
      after: { kind: "moment", at, zone: "Europe/Berlin" },
    },
    {
      what: {
        kind: "step",
        automation: "Busy twice",
        part: { part: "input", action: "Log a call or create a task", input: "Subject" },
        time: 2,
      },
      before: { kind: "yes" },
      after: { kind: "text", text: "@SUM(A1)" },
    },
  ],
};

const RECORD: RehearsedCallView = {
  about: {
    kind: "record",
    record: { object: "Lead", id: "00Q000000000001AAA" },
    object: "Lead",
    news: "deleted",
  },
  at,
  who: "Okafor",
  changes: [{ what: { kind: "place", place: "outcome" }, before: { kind: "yes" }, after: { kind: "no" } }],
};

const lines = (text: string) => text.replace("\ufeff", "").trimEnd().split("\r\n");

test("headings and values are in the language of the window", () => {
  const german = lines(file(de, "de-DE", [CALL, RECORD]));
  expect(german[0]).toBe(
    "Anruf oder Datensatz,Beginn,Wer,Ergebnis oder Neuigkeit,Wo,Feld oder Schritt,Vorher,Nachher",
  );
  expect(german[1]).toMatch(/Rückrufliste/);
  expect(german[3]).toMatch(
    /00Q000000000001AAA,2026-11-20 \d\d:\d\d,Okafor,Lead: gelöscht,Ergebnis angeboten,,Ja,Nein$/,
  );
  const heads = [en, de, es, fr, ar].map((words) => lines(file(words, "en-US", [CALL]))[0]);
  expect(new Set(heads).size).toBe(5);
});

test("no cell begins a formula, and moments can be sorted", () => {
  const [, first, second] = lines(file(en, "en-US", [CALL]));
  expect(first).toMatch(/^five9:1,2026-11-20 \d\d:\d\d,"'=1\+1",Busy,Callback list,,,2026-11-20 18:00$/);
  expect(second).toMatch(/,"'@SUM\(A1\)"$/);
});
