import type { ActionFieldView, PresentView } from "../../host/bindings";

/** A record's id. */
export const ID = /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/;

/** A moment as every engine reads it: Salesforce writes its offset without a colon. */
function moment(text: string): string {
  const at = new Date(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
}

/** What a field holds when it is filled with what Salesforce gave. */
export function filled(field: ActionFieldView, given: unknown): unknown {
  if (given === null || given === undefined) return field.control.kind === "several" ? [] : "";
  if (typeof given !== "string") return given;
  if (field.control.kind === "several") return given.split(";").filter(Boolean);
  return field.control.kind === "moment" ? moment(given) : given;
}

const plain = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).sort().join(";") : String(value ?? "");

/** What a person gives for the fields of a step: all that is filled in, or only what differs from what stands there. */
export function changes(
  fields: readonly ActionFieldView[],
  valueOf: (field: ActionFieldView) => unknown,
  present: PresentView | undefined,
): { fields: Record<string, unknown>; seen: Record<string, unknown> } {
  const given: Record<string, unknown> = {};
  const seen: Record<string, unknown> = {};
  for (const field of fields) {
    const value = valueOf(field);
    if (present === undefined || !(field.name in present.fields)) {
      if (value !== "" && value !== undefined) given[field.name] = value;
      continue;
    }
    const was = filled(field, present.fields[field.name]);
    if (plain(value) === plain(was)) continue;
    // Yes and no are all that there is: an unset box says nothing.
    if (plain(value) === "" && field.control.kind === "bool") continue;
    given[field.name] = plain(value) === "" ? null : value;
    seen[field.name] = present.fields[field.name];
  }
  return { fields: given, seen };
}
