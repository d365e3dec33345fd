/** What a rehearsal counts and lists, in words. */
import type {
  ChangedView,
  CountedView,
  RehearsedCallView,
  RehearsedChangeView,
  ValueView,
} from "../../../host/bindings";
import { dateFormat } from "../../../words/formats";
import { valueText } from "../../../words/say";
import type { Words } from "../../../words/words.svelte";
import { csv } from "../../team/charts/chart";

/** What a number counts. */
export function counted(words: Words, of: CountedView): string {
  const own = words.rehearsal;
  switch (of.kind) {
    case "label":
      return of.label;
    case "field":
      return own.fieldOf(of.field, of.object);
    case "automation":
      return own.automation(of.title);
    case "place":
      return own.places[of.place];
  }
}

/** Where a change is: the record, the automation or the place, and the field or the step; the latter may be empty. */
export function changed(words: Words, what: ChangedView): { on: string; field: string } {
  const own = words.rehearsal;
  switch (what.kind) {
    case "field":
      return { on: what.record, field: what.field };
    case "place":
      return { on: own.places[what.place], field: "" };
    case "step": {
      const part = partOf(words, what.part);
      return {
        on: own.automation(what.automation),
        field: what.time > 1 ? own.times(part, what.time) : part,
      };
    }
  }
}

function partOf(words: Words, part: Extract<ChangedView, { kind: "step" }>["part"]): string {
  const own = words.rehearsal;
  switch (part.part) {
    case "action":
      return words.actions.text(part.action);
    case "input":
      return words.pair(words.actions.text(part.action), words.actions.text(part.input));
    case "toast":
      return own.toast;
    case "tag":
      return own.tag;
    case "open_record":
      return own.record;
  }
}

/** What it was, or would be. */
export function value(
  words: Words,
  locale: string,
  of: RehearsedChangeView,
  side: "before" | "after",
): string {
  const it = of[side];
  if (it !== null) return valueText(words, locale, it);
  const own = words.rehearsal;
  if (of.what.kind === "step") return own.notDone;
  return of.what.kind === "place" && of.what.place === "caller" ? own.notFound : own.notWritten;
}

/** All of it as CSV, in the words of the window, one line a change. Moments are written so that a spreadsheet can sort them. */
export function file(words: Words, locale: string, calls: readonly RehearsedCallView[]): string {
  const own = words.rehearsal;
  const { what, began, who, about, field } = own.columns;
  const cell = (it: ValueView | null) => {
    if (it === null) return "";
    if (it.kind === "day") return it.date;
    return it.kind === "moment" ? sortable(it.at, it.zone) : valueText(words, locale, it);
  };
  const rows = calls.flatMap((call) => {
    const news = call.about;
    const begin =
      news.kind === "call"
        ? [news.call, sortable(call.at, null), call.who, news.disposition]
        : [news.record.id, sortable(call.at, null), call.who, own.news[news.news](news.object)];
    return call.changes.map((change) => {
      const at = changed(words, change.what);
      return { cells: [...begin, at.on, at.field, cell(change.before), cell(change.after)] };
    });
  });
  return csv({ columns: [what, began, who, about, own.where, field, own.before, own.after], rows });
}

/** "2026-11-20 17:00", in the agent's zone; in the machine's where none is given or that one is not known here. */
function sortable(at: number, zone: string | null): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: "short", timeStyle: "short" };
  try {
    return dateFormat("sv-SE", zone === null ? options : { ...options, timeZone: zone }).format(at);
  } catch {
    return dateFormat("sv-SE", options).format(at);
  }
}
