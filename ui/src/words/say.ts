/** What the engine says, in the words of the window. Pure: words, locale and zone come in. */
import type { Sentence, ValueView } from "../host/bindings";
import type { Words } from "./en/en";
import { moment } from "./times";
import { wrongSentence } from "./wrong";
import { dateFormat } from "./formats";

/** Words of every kind of sentence; some need their parts, one needs a moment as people read it. */
type Said = {
  [K in Sentence["say"]]: string | ((parts: Extract<Sentence, { say: K }>, when: string) => string);
};

/** A sentence. */
export function say(words: Words, locale: string, sentence: Sentence): string {
  const all: Said = words.sentence;
  if (sentence.say === "bad_condition") return `${all.bad_condition} ${wrongSentence(words, sentence.wrong)}`;
  // The kind has chosen the words, so the parts are theirs.
  const said = all[sentence.say] as string | ((parts: Sentence, when: string) => string);
  if (typeof said === "string") return said;
  return said(sentence, sentence.say === "paused_until" ? moment(locale, sentence.at) : "");
}

/** A value that stands or will stand in a field. */
export function valueText(words: Words, locale: string, value: ValueView): string {
  switch (value.kind) {
    case "text":
      return value.text;
    case "yes":
      return words.value.yes;
    case "no":
      return words.value.no;
    case "empty":
      return words.value.empty;
    case "new_record":
      return words.value.newRecord;
    case "day":
      return dayOf(locale, value.date);
    case "moment":
      return momentIn(locale, value.at, value.zone);
  }
}

/** "Sat, 21 Nov 2026": a day that is the same in every zone. */
function dayOf(locale: string, date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at)) return date;
  return dateFormat(locale, { ...DAY, timeZone: "UTC" }).format(at);
}

/** "Sat, 21 Nov 2026, 10:00" in the agent's zone; in the machine's where that one is not known here. */
function momentIn(locale: string, at: number, zone: string | null): string {
  const options: Intl.DateTimeFormatOptions = { ...DAY, hour: "numeric", minute: "2-digit" };
  try {
    return dateFormat(locale, zone === null ? options : { ...options, timeZone: zone }).format(at);
  } catch {
    return dateFormat(locale, options).format(at);
  }
}

const DAY: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short", year: "numeric" };
