// What the sandbox refuses, as jsforce reads it: the code, the words, the fields.

import assert from "node:assert/strict";
import { test } from "node:test";
import { caller, connection, control, ready, refusal } from "./sandbox.mjs";

const conn = connection();
const on = (object) => conn.sobject(object);
const sarah = caller("known_contact").matches[0].id;

/** Name, what is tried, the code, and what message and fields say. */
const REFUSALS = [
  [
    "a column that is not there",
    () => conn.query("SELECT Id, Mood__c FROM Contact"),
    "INVALID_FIELD",
    /No such column 'Mood__c' on entity 'Contact'/,
  ],
  [
    "a condition on such a column",
    () => conn.query("SELECT Id FROM Task WHERE Mood = 'x'"),
    "INVALID_FIELD",
    /Mood/,
  ],
  ["an object that is not there", () => conn.query("SELECT Id FROM Mood__c"), "INVALID_TYPE", /Mood__c/],
  ["a query that ends early", () => conn.query("SELECT Id FROM"), "MALFORMED_QUERY"],
  ["a misplaced word", () => conn.query("SELECT Id, FROM Contact"), "MALFORMED_QUERY", /unexpected token/],
  ["a loose quote", () => conn.query("SELECT Id FROM Contact WHERE LastName = 'O'Hara'"), "MALFORMED_QUERY"],
  ["text for a number", () => conn.query("SELECT Id FROM Opportunity WHERE Amount > '5'"), "INVALID_FIELD"],
  [
    "a write to such a column",
    () => on("Task").create({ Subject: "x", Mood: 1 }),
    "INVALID_FIELD",
    /No such column 'Mood' on sobject of type Task/,
  ],
  [
    "a required field",
    () => on("Contact").create({ FirstName: "x" }),
    "REQUIRED_FIELD_MISSING",
    /Required fields are missing: \[LastName\]/,
    ["LastName"],
  ],
  [
    "two of them",
    () => on("Lead").create({}),
    "REQUIRED_FIELD_MISSING",
    /LastName.*Company|Company.*LastName/,
  ],
  [
    "a read-only field",
    () => on("Contact").create({ LastName: "x", Name: "y" }),
    "INVALID_FIELD_FOR_INSERT_UPDATE",
    /Unable to create\/update fields: Name/,
    ["Name"],
  ],
  [
    "too long a text",
    () => on("Contact").create({ LastName: "x".repeat(81) }),
    "STRING_TOO_LONG",
    /max length=80/,
    ["LastName"],
  ],
  [
    "a value outside of the list",
    () => on("Contact").create({ LastName: "x", Support_Tier__c: "Tin" }),
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
    /bad value for restricted picklist field: Tin/,
    ["Support_Tier__c"],
  ],
  ["text for a boolean", () => on("Contact").update({ Id: sarah, DoNotCall: "true" }), "JSON_PARSER_ERROR"],
  [
    "no e-mail address",
    () => on("Lead").create({ LastName: "x", Company: "y", Email: "z" }),
    "INVALID_EMAIL_ADDRESS",
    /z/,
    ["Email"],
  ],
  [
    "the admin's rule",
    async () => on("Case").create({ Subject: "x", Status: "Closed" }),
    "FIELD_CUSTOM_VALIDATION_EXCEPTION",
    /Choose a Case Reason/,
  ],
  [
    "a record that never was",
    () => on("Contact").retrieve("003000000000000AAA"),
    "NOT_FOUND",
    /The requested resource does not exist/,
  ],
  ["an object at an address", () => on("Mood__c").retrieve("003000000000000AAA"), "NOT_FOUND"],
  ["an id that is none", () => on("Task").create({ Subject: "x", WhoId: "nobody" }), "MALFORMED_ID"],
  [
    "an id of the wrong kind",
    () => on("Contact").create({ LastName: "x", AccountId: sarah }),
    "FIELD_INTEGRITY_EXCEPTION",
  ],
  ["a search without a term", () => conn.search("FIND IN PHONE FIELDS"), "MALFORMED_SEARCH"],
  ["an address that is none", () => conn.request("/nowhere"), "NOT_FOUND"],
  [
    "a method that is not taken",
    () => conn.requestPut("/limits", {}),
    "METHOD_NOT_ALLOWED",
    /HTTP Method 'PUT' not allowed/,
  ],
  ["a version that is gone", () => connection({ version: "30.0" }).limits(), "UNSUPPORTED_API_VERSION"],
];

for (const [name, attempt, code, message, fields] of REFUSALS) {
  test(`${code}: ${name}`, async () => {
    const error = await refusal(attempt());
    assert.equal(error.errorCode, code, error.message);
    if (message) assert.match(error.message, message);
    if (fields) assert.deepEqual(error.data.fields, fields);
  });
}

test("nothing of what was refused is there", async () => {
  const { total } = await control("/ledger", {}, "GET");
  assert.equal(total, 0);
});

test("a misplaced word is pointed at by row and column", async () => {
  const error = await refusal(conn.query("SELECT Id FROM Contact WHERE LastName ="));
  assert.match(error.message, /ERROR at Row:1:Column:\d+/);
});

test("a duplicate shows the record that is there, and an alert may be overridden", async () => {
  const double = { FirstName: "Sarah", LastName: "Johnson", Email: "sarah.johnson@acme.example" };
  const headers = { "Sforce-Duplicate-Rule-Header": "includeRecordDetails=true" };
  const error = await refusal(on("Contact").create(double, { headers }));
  assert.equal(error.errorCode, "DUPLICATES_DETECTED");
  const { allowSave, matchResults } = error.data.duplicateResut;
  assert.equal(allowSave, true);
  const [match] = matchResults[0].matchRecords;
  assert.equal(match.record.Id, sarah);
  assert.equal(match.record.attributes.type, "Contact");
  assert.equal(match.record.MobilePhone, "(415) 555-0134");

  const save = { "Sforce-Duplicate-Rule-Header": "allowSave=true" };
  assert.equal((await on("Contact").create(double, { headers: save })).success, true);
});

test("a block cannot be overridden", async () => {
  const double = { LastName: "Bell", Company: "Northwind", Email: "marcus.bell@northwind-gardens.example" };
  const headers = { "Sforce-Duplicate-Rule-Header": "allowSave=true" };
  const error = await refusal(on("Lead").create(double, { headers }));
  assert.equal(error.errorCode, "DUPLICATES_DETECTED");
  assert.equal(error.data.duplicateResut.allowSave, false);
});

test("a deleted record says that it is deleted", async () => {
  const { id } = await on("Lead").create({ LastName: "Gone", Company: "x" });
  await on("Lead").destroy(id);
  const error = await refusal(on("Lead").update({ Id: id, Title: "x" }));
  assert.equal(error.errorCode, "ENTITY_IS_DELETED");
  assert.equal(error.message, "entity is deleted");
  assert.deepEqual(error.data.fields, []);
});

test("a change that somebody else overtook is not made", async () => {
  const { id } = await on("Lead").create({ LastName: "Overtaken", Company: "x" });
  const since = new Date(Date.now() - 60e3).toUTCString();
  const headers = { "If-Unmodified-Since": since };
  const error = await refusal(on("Lead").update({ Id: id, Title: "late" }, { headers }));
  assert.match(error.errorCode, /^(PRECONDITION_FAILED|ERROR_HTTP_412)$/);
  assert.equal((await on("Lead").retrieve(id)).Title, null);
});

test("the day's requests come to an end", async () => {
  await control("/limits", { used: conn.limitInfo.apiUsage.limit });
  const error = await refusal(conn.query("SELECT Id FROM Contact LIMIT 1"));
  assert.equal(error.errorCode, "REQUEST_LIMIT_EXCEEDED");
  assert.equal(error.message, "TotalRequests Limit exceeded.");
  await control("/limits", { used: 0 });
  assert.ok(await connection({ accessToken: ready.access_token }).limits());
});
