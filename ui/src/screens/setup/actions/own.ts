/** Actions of an admin's own, as they are built on the screen, and the section of the file that says the same. Pure. */

/** What an action of one's own does. */
export type OwnKind = "run" | "query" | "call";

/** A value that is filled in beforehand. */
export interface OwnValue {
  name: string;
  /** It goes into something that the action asks for, not into a field of its record. */
  input: boolean;
  text: string;
}

/** One action that is run. */
export interface OwnStep {
  run: string;
  values: OwnValue[];
}

/** Something that is asked for; it is `input.<name>` in texts. */
export interface OwnInput {
  name: string;
  label: string;
  required: boolean;
}

export interface Own {
  /** Its name in the file; a new one has none before it is saved. */
  name: string | null;
  title: string;
  about: string;
  kind: OwnKind;
  steps: OwnStep[];
  inputs: OwnInput[];
  soql: string;
  method: Method;
  path: string;
  body: string;
  /** A POST that changes nothing, or the same however often it is sent. */
  repeatable: boolean;
}

export const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

type Json = Record<string, unknown>;
type Named = Record<string, Json>;

/** A new action of a kind. */
export function newOwn(kind: OwnKind): Own {
  const steps = kind === "run" ? [{ run: "", values: [] }] : [];
  const empty = { soql: "", method: "GET" as const, path: "", body: "", repeatable: false };
  return { name: null, title: "", about: "", kind, steps, inputs: [], ...empty };
}

function sections(file: string): { parsed: Json; actions: Json; setups: Named; templates: Named } {
  const parsed = JSON.parse(file) as Json;
  const actions = { ...(parsed["actions"] as Json | undefined) };
  const named = (key: string): Named => ({ ...(actions[key] as Named | undefined) });
  return { parsed, actions, setups: named("setups"), templates: named("templates") };
}

const text = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value, null, 2);

/** Whether an object has these keys and no others: what is not shown here would be lost. */
const only = (object: Json, keys: readonly string[]) =>
  Object.keys(object).every((key) => keys.includes(key));

const ofText = (values: unknown): [string, string][] | null => {
  const all = Object.entries((values as Json | undefined) ?? {});
  const plain = all.every(([, value]) => typeof value === "string" || value === null);
  return plain ? all.map(([name, value]) => [name, value === null ? "null" : (value as string)]) : null;
};

function stepsOf(setup: Json): OwnStep[] | null {
  const steps: OwnStep[] = [];
  for (const step of (setup["steps"] as Json[] | undefined) ?? []) {
    const [inputs, fields] = [ofText(step["inputs"]), ofText(step["fields"])];
    if (!only(step, ["run", "inputs", "fields"]) || inputs === null || fields === null) return null;
    const values = (pairs: [string, string][], input: boolean) =>
      pairs.map(([name, value]) => ({ name, input, text: value }));
    steps.push({ run: text(step["run"]), values: [...values(inputs, true), ...values(fields, false)] });
  }
  return steps;
}

/** An action as the file has it; `null` for one that says more than can be built here. */
export function ownOf(file: string, name: string): Own | null {
  const { setups, templates } = sections(file);
  const setup = setups[name];
  if (setup) {
    const steps = stepsOf(setup);
    if (steps === null || !only(setup, ["title", "about", "steps", "confirm", "serves"])) return null;
    return { ...newOwn("run"), name, title: text(setup["title"]), about: text(setup["about"]), steps };
  }
  const template = templates[name];
  const steps = (template?.["steps"] as Json[] | undefined) ?? [];
  const [step] = steps;
  if (!template || !step || steps.length > 1) return null;
  const inputs: OwnInput[] = [];
  for (const input of (template["inputs"] as Json[] | undefined) ?? []) {
    if (!only(input, ["name", "label", "required"])) return null;
    inputs.push({
      name: text(input["name"]),
      label: text(input["label"]),
      required: input["required"] === true,
    });
  }
  const own = { name, title: text(template["title"]), about: text(template["about"]), inputs };
  if (step["do"] === "query" && only(step, ["do", "soql"]))
    return { ...newOwn("query"), ...own, soql: text(step["soql"]) };
  if (step["do"] !== "call" || !only(step, ["do", "method", "path", "body", "repeatable"])) return null;
  const method = METHODS.find((known) => known === step["method"]);
  if (!method) return null;
  const rest = { method, path: text(step["path"]), repeatable: step["repeatable"] === true };
  return { ...newOwn("call"), ...own, ...rest, body: text(step["body"]) };
}

/** A name that nothing else has, made of the title. */
export function nameOf(title: string, taken: readonly string[]): string {
  const plain = title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const base = `own.${plain.replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "") || "action"}`;
  let name = base;
  for (let n = 2; taken.includes(name); n += 1) name = `${base}_${n}`;
  return name;
}

/** A body as it is typed: JSON with texts in it. Typed by half it stays a text, which is refused with the reason. */
function bodyOf(typed: string): unknown {
  try {
    return JSON.parse(typed) as unknown;
  } catch {
    return typed;
  }
}

function written({ run, values }: OwnStep): Json {
  const part = (input: boolean): [string, Json][] => {
    const own = values.filter((value) => value.input === input && value.text !== "");
    const pairs = own.map(({ name, text: typed }) => [name, typed === "null" ? null : typed] as const);
    return pairs.length === 0 ? [] : [[input ? "inputs" : "fields", Object.fromEntries(pairs)]];
  };
  return { run, ...Object.fromEntries([...part(true), ...part(false)]) };
}

function stepOf(own: Own): Json {
  if (own.kind === "query") return { do: "query", soql: own.soql };
  const body = own.method === "GET" || own.body.trim() === "" ? {} : { body: bodyOf(own.body) };
  const repeatable = own.method === "POST" && own.repeatable ? { repeatable: true } : {};
  return { do: "call", method: own.method, path: own.path, ...body, ...repeatable };
}

const joined = (parsed: Json, actions: Json) => `${JSON.stringify({ ...parsed, actions }, null, 2)}\n`;

/** The file with this action in it, under this name. For whom and when it is offered stays. */
export function withOwn(file: string, own: Own, name: string): string {
  const { parsed, actions, setups, templates } = sections(file);
  const about = own.about.trim() === "" ? {} : { about: own.about.trim() };
  const said = { title: own.title.trim(), ...about };
  if (own.kind === "run") {
    const { confirm, serves } = setups[name] ?? {};
    // What is undefined is not written.
    setups[name] = { ...said, steps: own.steps.map(written), confirm, serves };
    return joined(parsed, { ...actions, setups });
  }
  const inputs = own.inputs.map(({ name: input, label, required }) => ({
    name: input,
    label,
    ...(required ? { required: true } : {}),
  }));
  templates[name] = { ...said, ...(inputs.length === 0 ? {} : { inputs }), steps: [stepOf(own)] };
  return joined(parsed, { ...actions, templates });
}

/** The file without an action of one's own, and without what was set for it. */
export function withoutOwn(file: string, name: string): string {
  const { parsed, actions } = sections(file);
  for (const key of ["setups", "templates", "serves", "searches"]) {
    const named = actions[key] as Named | undefined;
    if (named) actions[key] = Object.fromEntries(Object.entries(named).filter(([known]) => known !== name));
  }
  for (const key of ["off", "confirm"]) {
    const listed = actions[key] as string[] | undefined;
    if (listed) actions[key] = listed.filter((known) => known !== name);
  }
  return joined(parsed, actions);
}

/** Names of all actions of one's own in a file. */
export function ownNames(file: string): string[] {
  const { setups, templates } = sections(file);
  return [...Object.keys(setups), ...Object.keys(templates)];
}
