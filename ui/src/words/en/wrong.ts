/** English: what is wrong with what an admin sets up, by its kinds and parts. No full stop at the end. */
import type {
  FactKind,
  NamedThing,
  PieceSort,
  RuleExpects,
  SignatureWrong,
  SoqlExpects,
  SoqlWants,
  StepWrong,
  TypedWants,
} from "../../host/bindings";
import type { WrongOf } from "../wrong";

const fact: Record<FactKind, string> = {
  text: "a text",
  number: "a number",
  bool: "yes or no",
  date: "a day",
  moment: "a moment",
  list: "a list",
  any: "anything",
};

const piece: Record<PieceSort, string> = {
  text: "a text",
  whole: "a whole number",
  duration: "a length of time",
  moment: "a moment",
  day: "a day",
  phone: "a phone number",
  person: "a person",
  link: "a link",
  any: "anything",
};

const thing: Record<NamedThing, string> = {
  action: "action",
  disposition: "disposition",
  object: "object",
  field: "field",
  automation: "automation",
  look_up: "look-up",
  transform: "step",
};

const rule: Record<RuleExpects, string> = {
  operand: "a name or a value",
  joint: "and, or, or the end of the rule",
  close: "a closing parenthesis",
  list: 'a list such as ["a", "b"]',
  comma: "a comma or the end of the list",
  value: "a text, a number, true or false",
  with: "the word with",
  empty: "empty or not empty",
  side: "a value on each side, not a condition",
};

const query: Record<Exclude<SoqlExpects["what"], "words">, string> = {
  field: "a field",
  condition: "a condition",
  value:
    "a value: a text between single quotes, a number, a day, true, false, null or {{a value of the call}}",
  count: "a whole number of days, weeks, …",
  operator: "an operator: =, !=, <, <=, >, >=, LIKE, IN, NOT IN, INCLUDES or EXCLUDES",
  object: "the name of an object",
  one_object: "one object only; parents are written as paths",
  scope: "a scope",
  relationship: "the name of a relationship",
  function: "a function of SOQL",
  category_group: "a group of categories",
  category: "a category",
  limit: "how many rows at most",
  offset: "how many rows to skip",
  end: "the end of the query, or a clause in SOQL's order",
};

const wants: Record<SoqlWants, string> = {
  bool: "true or false",
  number: "a number",
  day: "a day such as 2026-01-31 or TODAY",
  moment: "a moment such as 2026-01-31T12:00:00Z, or a word such as TODAY",
  text: "a text between single quotes",
  value: "a value",
};

const typed: Record<TypedWants, string> = {
  bool: "true or false",
  whole: "a whole number",
  day: "a day such as 2026-11-20",
  moment: "a moment such as 2026-11-20T17:00:00Z",
};

const step: Record<StepWrong, string> = {
  no_step: "there is no such step",
  zone_form: "a zone is written as: date in Europe/Berlin",
  no_zone: "there is no such time zone",
  pattern: "the pattern is not one of strftime's",
  length: "a length is written as: truncate 80, or: truncate 80 with …",
  words: "words are written as: translate inbound=Inbound, outbound=Outbound, otherwise nothing",
};

const signature: Record<SignatureWrong, string> = {
  missing: "Your organisation asks for signed files, and this one comes without a signature",
  wrong: "The signature does not belong to this file",
  key: "The key in your organisation's policy is not an Ed25519 public key in base64",
};

export const wrong = {
  pieceSort: piece,
  wrongAt: (character: number, what: string) => `Character ${character}: ${what}`,
  wrong: {
    file_too_large: "The file is larger than 4 MB",
    not_json: (message: WrongOf<"not_json">) => `This is not JSON: ${message}`,
    not_ours: 'This is no configuration of Callside: it does not begin with "callside_config": 1',
    newer: (version: WrongOf<"newer">) =>
      `This file is of version ${version}, which only a newer Callside reads. Update Callside first`,
    signature: (why: WrongOf<"signature">) => signature[why],
    unknown_key: (key: WrongOf<"unknown_key">) => `Nothing here is called ${key}`,
    unknown_word: (word: WrongOf<"unknown_word">) => `${word} is none of the words that can stand here`,
    twice: (name: WrongOf<"twice">) => `${name} is there twice`,
    shape: (message: WrongOf<"shape">) => `This is not as it should be: ${message}`,
    nowhere: (of: WrongOf<"nowhere">) => `There is no ${thing[of.thing]} called ${of.name}`,
    no_value: (of: WrongOf<"no_value">) => `${of.field} has no value ${of.value}`,
    no_record_type: (object: WrongOf<"no_record_type">) => `${object} has no such record type in your org`,
    not_writable: (field: WrongOf<"not_writable">) => `Your user may not write ${field}`,
    kind: (of: WrongOf<"kind">) => `Here comes ${fact[of.wanted]}, not ${fact[of.found]}`,
    missing: (name: WrongOf<"missing">) => `${name} is missing`,
    needs_call: "This needs a call, and what sets it off has none",
    circle: (names: WrongOf<"circle">) => `These lead back to themselves: ${names.join(" → ")}`,
    too_many: (most: WrongOf<"too_many">) => `At most ${most} are allowed here`,
    range: (of: WrongOf<"range">) => `Here comes a number from ${of.from} to ${of.to}`,
    too_long: (most: WrongOf<"too_long">) => `This is longer than ${most} characters`,
    shares: "slow, stop and last are percentages from 1 to 100, in this order",
    rule_empty: "The rule is empty",
    too_deep: (most: WrongOf<"too_deep">) => `This is nested deeper than ${most} levels`,
    open_text: "This text has no closing quote",
    escape: "After a backslash comes a quote, a backslash, n or t",
    character: (what: WrongOf<"character">) => `${what} has no meaning here`,
    number: "This is no number",
    name: "A name has letters, digits and _ between single dots",
    expected: (what: WrongOf<"expected">) => `Here comes ${rule[what]}`,
    unknown_name: (name: WrongOf<"unknown_name">) => `Nothing is called ${name}`,
    never: (of: WrongOf<"never">) => `${of.name} is never “${of.value}”`,
    kinds: (of: WrongOf<"kinds">) => `${fact[of.left]} cannot be held against ${fact[of.right]} here`,
    no_condition: (kind: WrongOf<"no_condition">) =>
      `${fact[kind]} is no condition: compare it with something`,
    open_slot: "{{ has no closing }}",
    slot: "Between {{ and }} comes a name, or several with or between them",
    query_empty: "The query is empty",
    not_select: "Only queries that begin with SELECT can be asked here: nothing is changed by a query",
    changes: (clause: WrongOf<"changes">) => `${clause} changes or locks records; leave it out`,
    not_over_rest: (clause: WrongOf<"not_over_rest">) => `${clause} cannot be asked over REST; leave it out`,
    query_escape: "A backslash cannot stand before this; write two for one",
    literal: "This is no number, day or moment; texts stand between single quotes",
    placeholder: "A value of the call is written as two braces, a name and two braces",
    no_placeholders: "Values of a call cannot stand in this query; they can in a look-up",
    variable: "A colon begins a variable of Apex, which nobody fills here",
    soql: (of: WrongOf<"soql">) => `Here comes ${of.what === "words" ? of.of : query[of.what]}`,
    mixed_logic: "AND and OR side by side need parentheses",
    no_object: (name: WrongOf<"no_object">) => `Your org does not show you an object called ${name}`,
    no_field: (of: WrongOf<"no_field">) =>
      `Your org's ${of.object} has no field ${of.name}, or you may not see it`,
    no_relationship: (of: WrongOf<"no_relationship">) => `${of.object} has no relationship called ${of.name}`,
    no_children: (of: WrongOf<"no_children">) => `${of.object} has no child records called ${of.name}`,
    not_filterable: (name: WrongOf<"not_filterable">) => `Records cannot be found by ${name}`,
    compared: (of: WrongOf<"compared">) => `${of.name} is compared with ${wants[of.with]}`,
    operator: (of: WrongOf<"operator">) => `${of.operator} does not go with ${of.name}`,
    no_sheet: (name: WrongOf<"no_sheet">) => `There is no kind of record called ${name}`,
    name_the_field: "Name the field that is filled",
    say_what: "Say what is written: a word of the list, a text with {{words}}, or = and a fixed value",
    no_word: (word: WrongOf<"no_word">) => `${word} is no word of the mapping`,
    step: (of: WrongOf<"step">) => `${of.step}: ${step[of.because]}`,
    filled_twice: (field: WrongOf<"filled_twice">) => `Another row fills ${field} already`,
    own: (field: WrongOf<"own">) => `Callside fills ${field} itself; without it a call could be logged twice`,
    step_takes: (of: WrongOf<"step_takes">) => `${of.step} cannot take ${piece[of.gets]}`,
    field_takes: (of: WrongOf<"field_takes">) =>
      `${of.field} is of type ${of.kind} and cannot take ${piece[of.gives]}`,
    field_of_type: (of: WrongOf<"field_of_type">) =>
      `${of.field} is of type ${of.kind} and cannot take this value`,
    no_subject: "What follows needs a subject",
    cannot_change: (object: WrongOf<"cannot_change">) => `An outcome cannot change the object ${object}`,
    no_length: "An event needs a length in minutes",
    no_pause: "A further try needs a pause in minutes",
    no_effect: (name: WrongOf<"no_effect">) => `Nothing that can follow is called ${name}`,
    no_due: (name: WrongOf<"no_due">) => `${name} is no time at which something is due`,
    no_working_day: "At least one day is needed",
    no_time_of_day: "This is no time of day: write it as 09:00",
    ends_first: "It ends before it begins: the end comes later on the same day",
    no_date: "Write a day as 2026-04-03, or as 12-25 for every year",
    not_of_kind: (of: WrongOf<"not_of_kind">) =>
      `${of.text} does not do: the field takes ${typed[of.wanted]}`,
    key: (label: WrongOf<"key">) =>
      `The disposition ${label} shares its key or code with another one, or has none of the keys 1-9`,
    nameless: "A disposition has no name or no code",
    outcome: (of: WrongOf<"outcome">) =>
      `The table ${of.table} allows the outcome ${of.code}, which there is not`,
    scope: (table: WrongOf<"scope">) =>
      `The table ${table} is for no campaign and no queue, or for the same as another table`,
    no_outcome: (table: WrongOf<"no_outcome">) => `The table ${table} allows no outcome at all`,
    org_lacks: (of: WrongOf<"org_lacks">) =>
      `${of.label} sets ${of.field} of the ${of.object}, which your org lacks or you may not write: it is left out`,
    org_lacks_value: (of: WrongOf<"org_lacks_value">) =>
      `${of.label} sets ${of.field} to ${of.value}, which your org does not have`,
  },
};
