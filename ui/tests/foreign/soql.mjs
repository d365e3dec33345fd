// A SOQL parser of others reads every query of the corpus in CALLSIDE_SOQL_CORPUS: JSON lines {shape, value, soql,
// where_shape}, where `where_shape` is the same query built with a harmless value. All must parse; but for the texts in
// quotes, the two must have the same tree; and the texts in quotes must say the value, no more and no less.

import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { before, test } from "node:test";
import { parseQuery } from "@jetstreamapp/soql-parser-js";

const HARMLESS = "harmless";
/** Stands for a wildcard of LIKE, as no text can. */
const [MANY, ONE] = ["\u{10fffe}", "\u{10ffff}"];
const ESCAPES = { "\\": "\\", "'": "'", '"': '"', n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** What a literal says to Salesforce, read by the rules of its "Quoted String Escape Sequences". */
function said(literal, operator) {
  const inLike = /LIKE/i.test(operator);
  assert.match(literal, /^'[^]*'$/u, `not in quotes: ${literal}`);
  const letters = [...literal.slice(1, -1)];
  let text = "";
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at];
    assert.notEqual(letter, "'", `a quote that ends the literal: ${literal}`);
    assert.ok(!["\n", "\r"].includes(letter), `a line that breaks in a literal: ${literal}`);
    if (letter !== "\\") {
      text += inLike && letter === "%" ? MANY : inLike && letter === "_" ? ONE : letter;
      continue;
    }
    at += 1;
    const escaped = letters[at];
    if (escaped === "u") {
      const code = letters.slice(at + 1, at + 5).join("");
      assert.match(code, /^[0-9a-f]{4}$/i, `a broken escape: ${literal}`);
      text += String.fromCharCode(Number.parseInt(code, 16));
      at += 4;
    } else if (inLike && (escaped === "%" || escaped === "_")) {
      text += escaped;
    } else {
      assert.ok(escaped in ESCAPES, `Salesforce knows no escape \\${escaped}: ${literal}`);
      text += ESCAPES[escaped];
    }
  }
  return text;
}

/** The query as a tree without the texts in quotes, and those texts. */
function read(soql) {
  const texts = [];
  const strip = (node) => {
    if (Array.isArray(node)) return node.map(strip);
    if (node === null || typeof node !== "object") return node;
    const bare = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, strip(value)]));
    if (node.literalType === "STRING") {
      const literals = [node.value].flat();
      texts.push(literals.map((literal) => said(literal, node.operator)));
      bare.value = Array.isArray(node.value) ? "texts" : "text";
    } else if (Array.isArray(node.literalType)) {
      assert.fail(`literals of several kinds in one list: ${soql.slice(0, 300)}`);
    }
    return bare;
  };
  const tree = JSON.stringify(strip(parseQuery(soql)));
  return { tree, texts };
}

/** Case numbers have leading zeros that nobody types, so both forms are asked for. */
function withZeros(list) {
  return list.flatMap((text) => [text, "0".repeat(Math.max(0, 8 - [...text].length)) + text]);
}

/** What the texts must say: those of the harmless query with the value in its place. */
function expected(shape, harmless, value) {
  const lists = harmless.map((list) => list.map((text) => text.replaceAll(HARMLESS, () => value)));
  return shape.endsWith("by case number") ? lists.map(withZeros) : lists;
}

const problems = { unread: [], grown: [], altered: [] };
const shapes = new Map();
const values = new Set();
let lines = 0;

function note(kind, { shape, value, soql }, why) {
  problems[kind].push(
    `${shape} with ${JSON.stringify(value.slice(0, 80))}: ${why}\n    ${soql.slice(0, 300)}`,
  );
}

function judge(line) {
  let query;
  try {
    query = read(line.soql);
  } catch (error) {
    return note("unread", line, error.message.slice(0, 300));
  }
  const harmless = shapes.get(line.shape);
  if (query.tree !== harmless.tree) return note("grown", line, "another tree");
  const unique = (lists) => JSON.stringify(lists.map((list) => [...new Set(list)]));
  const wanted = unique(expected(line.shape, harmless.texts, line.value));
  const got = unique(query.texts);
  if (got !== wanted) note("altered", line, `says ${got.slice(0, 200)}, should say ${wanted.slice(0, 200)}`);
}

before(async () => {
  assert.ok(process.env.CALLSIDE_SOQL_CORPUS, "CALLSIDE_SOQL_CORPUS must name the corpus");
  for await (const text of createInterface({ input: createReadStream(process.env.CALLSIDE_SOQL_CORPUS) })) {
    const line = JSON.parse(text);
    if (!shapes.has(line.shape)) shapes.set(line.shape, read(line.where_shape));
    values.add(line.value);
    lines += 1;
    judge(line);
  }
});

function none(kind) {
  const found = problems[kind];
  assert.equal(found.length, 0, `${found.length} of ${lines}:\n${found.slice(0, 10).join("\n")}`);
}

test("the corpus has every shape with hundreds of values", () => {
  assert.ok(shapes.size >= 25 && values.size >= 400 && lines >= shapes.size * values.size, `${lines} lines`);
  const bound = [...shapes.values()].filter(({ texts }) =>
    texts.flat().some((text) => text.includes(HARMLESS)),
  );
  assert.ok(bound.length >= 15, `${bound.length} shapes have a place for a value`);
});

test("every query parses, with escapes that Salesforce knows", () => none("unread"));

test("no value adds or takes away a condition, a field, an operator or a query", () => none("grown"));

test("every text says the value, letter by letter", () => none("altered"));

test("the judge sees an injection when there is one", () => {
  const query = (text) => `SELECT Id FROM Contact WHERE Name = ${text}`;
  assert.notEqual(read(query("'x' OR Name != ''")).tree, read(query("'harmless'")).tree);
  assert.equal(read(query("'O\\'Hara'")).tree, read(query("'harmless'")).tree);
  assert.deepEqual(read(query("'O\\'Hara'")).texts, [["O'Hara"]]);
  assert.deepEqual(read("SELECT Id FROM Contact WHERE Name LIKE '5\\%_%'").texts, [[`5%${ONE}${MANY}`]]);
  assert.throws(() => read(query("'a\\xb'")), /Salesforce knows no escape/);
});
