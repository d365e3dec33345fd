import type { PlanView } from "../../host/bindings";

/** The org's label of a field, which may be named `Object.Field`; its API name where the plan does not know it. */
export function fieldLabel(plan: PlanView, field: string): string {
  const name = field.slice(field.lastIndexOf(".") + 1);
  for (const write of plan.writes) {
    const change = write.changes.find((row) => row.field === name);
    if (change) return change.label;
  }
  return name;
}
