/** What a rehearsal counts and lists, in words. */
import type { ChangedView, CountedView } from "../../../host/bindings";
import type { Words } from "../../../words/words.svelte";

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
