import { expect, test } from "vitest";
import { clock } from "../../src/words/times";
import { LANGUAGES } from "../languages";
import { languageFor, localeFor, NAMES } from "../../src/words/words.svelte";

type Tree = { [key: string]: string | ((...parts: never[]) => string) | Tree };

function leaves(tree: Tree, path = ""): [string, string | ((...parts: never[]) => string)][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "object"
      ? leaves(value, `${path}${key}.`)
      : [[`${path}${key}`, value] as const].map(([k, v]) => [k, v]),
  ) as [string, string | ((...parts: never[]) => string)][];
}

/** Words that take a shape of the bindings; `sentences.test.ts`, `policy.test.ts` and `self-test.test.ts` walk them. */
const SHAPED =
  /^(sentence|keychainTrouble|databaseTrouble|refusedBecause|because|line|writing|wrote|leftOutBecause|past|orgFault|wrong|automations\.because|automations\.did|actions\.misfit|policy\.faults|policy\.allowed|selfTest\.found|phoneTrouble|phoneFault)(\.|$)/;

const ENGLISH = leaves(LANGUAGES.en as unknown as Tree).filter(([key]) => !SHAPED.test(key));

test.each(Object.entries(LANGUAGES))("%s says everything, with every part", (_code, words) => {
  const own = new Map(leaves(words as unknown as Tree));
  for (const [key, english] of ENGLISH) {
    const text = own.get(key);
    if (typeof english === "string") {
      expect(text, key).toSatisfy((value: unknown) => typeof value === "string" && value.trim() !== "");
      continue;
    }
    const say = text as (...parts: unknown[]) => string;
    const parts = Array.from({ length: english.length }, (_, i) =>
      key.includes("count") ? i + 7 : `⟨${i}⟩`,
    );
    const said = say(...parts);
    const needed = parts.filter((part) =>
      (english as (...all: unknown[]) => string)(...parts).includes(String(part)),
    );
    for (const part of needed) expect(said, key).toContain(String(part));
  }
});

test.each(["en", "de", "es", "fr", "ar"] as const)("one thing is not told as several in %s", (code) => {
  const { lookUps, console, rules, rehearsal, phoneSetup, privacy } = LANGUAGES[code];
  const counted: ((n: number) => string)[] = [
    lookUps.childRows,
    console.saved,
    (n) => console.found(n, 0, 40),
    rules.strays,
    rehearsal.unread,
    phoneSetup.credits,
    privacy.backups,
  ];
  // Arabic tells these two with the number last, where one form serves all.
  const sameForAll = code === "ar" ? [rehearsal.unread, privacy.backups] : [];
  for (const say of counted.filter((say) => !sameForAll.includes(say))) {
    expect(say(1).replace("1", "2"), say(2)).not.toBe(say(2));
  }
});

test.each([
  ["system", ["pl-PL", "de-AT"], "de"],
  ["system", ["pl-PL"], "en"],
  ["system", ["fr-CA", "en-CA"], "fr"],
  ["system", ["ar-EG"], "ar"],
  ["system", ["arn-CL"], "en"],
  ["system", [], "en"],
  ["es", ["de-DE"], "es"],
] as const)("asked for %s where the system speaks %j: %s", (wanted, system, code) => {
  expect(languageFor(wanted, system)).toBe(code);
});

test("each language is called as it calls itself", () => {
  expect(NAMES).toEqual(
    Object.fromEntries(Object.entries(LANGUAGES).map(([code, { name }]) => [code, name])),
  );
});

test("dates follow the system's variant of the language", () => {
  expect(localeFor(LANGUAGES.en, ["de-DE", "en-GB"])).toBe("en-GB");
  expect(localeFor(LANGUAGES.es, ["de-DE"])).toBe("es");
  expect(localeFor(LANGUAGES.ar, ["arn-CL", "ar-AE"])).toBe("ar-AE");
});

test.each(["ar", "ar-EG", "ar-SA"])(
  "digits are 0 to 9 also in %s, as in the numbers that people dial",
  (tag) => {
    const locale = localeFor(LANGUAGES.ar, [tag]);
    expect(clock(locale, Date.UTC(2026, 10, 21, 9, 42), "UTC")).toMatch(/^9:42/);
  },
);

test.each([
  [0, "لا مكالمات"],
  [1, "مكالمة واحدة"],
  [2, "مكالمتان"],
  [3, "3 مكالمات"],
  [11, "11 مكالمة"],
  [100, "100 مكالمة"],
  [103, "103 مكالمات"],
])("Arabic counts %d in one of its six forms", (n, said) => {
  expect(LANGUAGES.ar.history.count(n, false)).toBe(said);
});

test("French counts nothing as one", () => {
  expect([0, 1, 2].map((n) => LANGUAGES.fr.history.count(n, false))).toEqual([
    "0 appel",
    "1 appel",
    "2 appels",
  ]);
});

test("what somebody wrote cannot turn an Arabic sentence around, nor reach past its own end", () => {
  const { who, sentence } = LANGUAGES.ar;
  expect(who.confirm("Sarah")).toBe("تأكيد أنه \u2068Sarah\u2069");
  expect(who.confirm("\u2069\u202Egnp.exe")).toBe("تأكيد أنه \u2068gnp.exe\u2069");
  const port = sentence.no_sign_in_port as (of: { say: "no_sign_in_port"; ports: number[] }) => string;
  expect(port({ say: "no_sign_in_port", ports: [17171, 17172] })).toContain("\u206817171, 17172\u2069");
});

test("French keeps its punctuation on the line of its word", () => {
  const texts = leaves(LANGUAGES.fr as unknown as Tree).map(([, text]) => text);
  const fixed = texts.filter((text) => typeof text === "string");
  expect(fixed.filter((text) => / [:;!?»%](\s|$)|« /.test(text))).toEqual([]);
});

/** Letters that stand side by side in the rail: 4 rem wide, of letters half as wide as they are high. */
const RAIL_LETTERS = 9;

test.each(Object.entries(LANGUAGES))("%s breaks no word of the rail but where it may", (_code, words) => {
  const { app } = words;
  const labels = {
    desk: app.call,
    search: app.search,
    history: app.history,
    callbacks: app.callbacks,
    work: app.work,
    team: app.team,
    outbox: app.outbox,
    setup: app.setup,
    settings: app.settings,
  };
  for (const [screen, label] of Object.entries(labels)) {
    const narrow = app.narrow[screen as keyof typeof labels] ?? label;
    expect(narrow.replaceAll("\u00ad", ""), screen).toBe(label);
    for (const piece of narrow.split("\u00ad")) expect(piece.length, piece).toBeLessThanOrEqual(RAIL_LETTERS);
  }
});
