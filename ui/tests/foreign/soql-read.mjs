// A SOQL parser of others reads every query in CALLSIDE_SOQL_TAKEN: JSON lines, each a text that our reader took.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { isQueryValid, parseQuery } from "@jetstreamapp/soql-parser-js";

const texts = (await readFile(process.env.CALLSIDE_SOQL_TAKEN, "utf8"))
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));

test("there are thousands", () => assert.ok(texts.length > 4000, `${texts.length}`));

test("every query that our reader took is one", () => {
  const refused = texts.filter((text) => !isQueryValid(text));
  const why = (text) => {
    try {
      parseQuery(text);
      return "";
    } catch (error) {
      return error.message.slice(0, 200);
    }
  };
  const said = refused.slice(0, 10).map((text) => `${text}\n    ${why(text)}`);
  assert.equal(refused.length, 0, `${refused.length} of ${texts.length}:\n${said.join("\n")}`);
});

test("the judge refuses what is none", () => assert.ok(!isQueryValid("SELECT Id FORM Case")));
