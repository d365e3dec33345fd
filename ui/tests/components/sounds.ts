import { screen } from "@testing-library/svelte";

/**
 * Whatever is pressed, typed into or picked. Options of a list are heard within it alone; summaries have no role of their
 * own (HTML-AAM 1.0).
 */
const ROLES = [
  "button",
  "checkbox",
  "combobox",
  "link",
  "menuitem",
  "radio",
  "searchbox",
  "slider",
  "spinbutton",
  "switch",
  "tab",
  "textbox",
];

/** Counts names. */
function counted(names: readonly string[]): [string, number][] {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times];
}

/** The names of all controls of a role, as they are computed for a screen reader (ACCNAME 1.2). */
function named(role: string): string[] {
  const names: string[] = [];
  const keep = (name: string) => names.push(name) > 0;
  screen.queryAllByRole(role, { name: keep });
  return names;
}

/** Folds are named by their summaries. */
function folds(): string[] {
  const all = [...document.querySelectorAll("summary")];
  return all.map((one) => (one.getAttribute("aria-label") ?? one.textContent).replace(/\s+/g, " ").trim());
}

/** Controls of the screen that cannot be told apart by what is heard, a line for each. */
export function alike(): string[] {
  const all = [...ROLES.map((role) => [role, named(role)] as const), ["summary", folds()] as const];
  return all.flatMap(([role, names]) =>
    counted(names)
      .filter(([, times]) => times > 1)
      .map(([name, times]) => `${times} × ${role} "${name}"`),
  );
}
