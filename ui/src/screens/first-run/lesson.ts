/** The keyboard lesson: which keys are asked for, and what a pressed one means in it. Pure. */
import type { Asked } from "../../keys/keys";
import { KEYED, type Keyed, type KeyTable } from "../../keys/table";

/** A key that the lesson asks for. `kind` is what it means everywhere else, too. */
export interface LessonKey {
  kind: "pick" | "save" | "blur" | "back" | Keyed;
  /** Its name where it is not fixed. */
  keyed: Keyed | null;
}

/** Who learns: some screens are there for some only. */
export interface Learner {
  supervises: boolean;
  isAdmin: boolean;
}

const fixed = (kind: "pick" | "save" | "blur" | "back"): LessonKey => ({ kind, keyed: null });
const given = (keyed: Keyed): LessonKey => ({ kind: keyed, keyed });

/** The keys in the order of a call. What somebody gave no key is not asked for. */
export function lessonOf(table: KeyTable, learner: Learner, hasOutcomes: boolean): LessonKey[] {
  const notes = table.notes === "" ? [] : [given("notes"), fixed("blur")];
  const own: LessonKey[] = [
    ...(learner.supervises ? [given("team")] : []),
    ...(learner.isAdmin ? [given("setup")] : []),
  ];
  const all = [
    ...notes,
    ...(hasOutcomes ? [fixed("pick")] : []),
    fixed("save"),
    given("find"),
    fixed("back"),
    ...own,
  ];
  return all.filter(({ keyed }) => keyed === null || table[keyed] !== "");
}

/** Every meaning that the lesson keeps to itself; help and the sheet of keys stay what they are. */
export const KEPT_KINDS: readonly Asked["kind"][] = [
  "pick",
  "switch",
  "save",
  "back",
  "blur",
  ...KEYED.filter((keyed) => keyed !== "help" && keyed !== "sheet"),
];

/** Whether a pressed key is the one that is asked for; a digit must be one of those that there are. */
export function isRight(wanted: LessonKey, asked: Asked, digits: readonly number[]): boolean {
  if (asked.kind === "pick") return wanted.kind === "pick" && digits.includes(asked.key);
  return asked.kind === wanted.kind;
}
