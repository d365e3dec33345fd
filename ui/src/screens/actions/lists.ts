import type { ActionFieldView, ActionFormView, ListValueView } from "../../host/bindings";

/** The field that holds a record's type. */
export const RECORD_TYPE = "RecordTypeId";

/** What is filled in, by field. */
export type Filled = (field: ActionFieldView) => unknown;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The whole list of a field: that of the picked record type, else its own; `null` for a field without one. */
function listOf(form: ActionFormView, field: ActionFieldView, filled: Filled): ListValueView[] | null {
  const { control } = field;
  if (control.kind !== "choice" && control.kind !== "several") return null;
  const typed = form.fields.find((known) => known.name === RECORD_TYPE && !known.input);
  const type = typed && textOf(filled(typed));
  const own = field.input ? undefined : form.types.find((known) => known.id === type)?.lists[field.name];
  return own ?? control.values;
}

/** The values that a field offers now: those of the record type, beside the controlling field's present value. */
export function offered(form: ActionFormView, field: ActionFieldView, filled: Filled): ListValueView[] {
  const list = listOf(form, field, filled) ?? [];
  const controller = field.control.kind === "choice" ? field.control.controller : null;
  const other = controller === null ? undefined : form.fields.find((known) => known.name === controller);
  if (controller === null) return list;
  const chosen = other ? String(filled(other) ?? "") : "";
  return list.filter((known) => known.valid_for === null || known.valid_for.includes(chosen));
}

/** What becomes of the other fields when another record type is picked: a value that it lacks gives way to its default. */
export function refilled(form: ActionFormView, filled: Filled): [ActionFieldView, unknown][] {
  const changed: [ActionFieldView, unknown][] = [];
  for (const field of form.fields) {
    const list = field.name === RECORD_TYPE || field.input ? null : listOf(form, field, filled);
    if (list === null) continue;
    const has = (value: string) => list.some((known) => known.value === value);
    const value = filled(field);
    if (Array.isArray(value)) {
      const kept = value.filter((one) => has(textOf(one)));
      if (kept.length < value.length) changed.push([field, kept]);
      continue;
    }
    const text = textOf(value);
    const open = field.control.kind === "choice" && field.control.open;
    if (text !== "" && (has(text) || open)) continue;
    const preset = form.kind === "create" ? list.find((known) => known.is_default)?.value : undefined;
    if (text !== (preset ?? "")) changed.push([field, preset ?? ""]);
  }
  return changed;
}
