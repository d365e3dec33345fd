// How jsforce sees the org: describe, picklists, search, limits, versions.

import assert from "node:assert/strict";
import { test } from "node:test";
import { caller, connection, control, ready } from "./sandbox.mjs";

const conn = connection();

test("describe global lists every object that the product touches", async () => {
  const { encoding, maxBatchSize, sobjects } = await conn.describeGlobal();
  assert.deepEqual([encoding, maxBatchSize], ["UTF-8", 200]);
  const prefixes = new Map(sobjects.map((object) => [object.name, object.keyPrefix]));
  const expected = {
    Account: "001",
    Contact: "003",
    User: "005",
    Opportunity: "006",
    Lead: "00Q",
    Task: "00T",
    Event: "00U",
    Case: "500",
    Group: "00G",
    ContentNote: "069",
    Note: "002",
    Campaign: "701",
    CampaignMember: "00v",
    Product2: "01t",
    PricebookEntry: "01u",
    OpportunityLineItem: "00k",
  };
  for (const [name, prefix] of Object.entries(expected)) assert.equal(prefixes.get(name), prefix, name);
  const contact = sobjects.find((object) => object.name === "Contact");
  assert.equal(contact.urls.describe, "/services/data/v59.0/sobjects/Contact/describe");
  assert.equal(contact.queryable && contact.createable && contact.searchable, true);
});

test("describe says what a form needs to know of each field", async () => {
  const { name, keyPrefix, fields } = await conn.describe("Contact");
  assert.deepEqual([name, keyPrefix], ["Contact", "003"]);
  const field = (wanted) => fields.find((one) => one.name === wanted);
  const required = fields.filter((one) => one.createable && !one.nillable && !one.defaultedOnCreate);
  assert.deepEqual(
    required.map((one) => one.name),
    ["LastName"],
  );
  assert.deepEqual([field("Name").createable, field("Name").updateable], [false, false]);
  assert.deepEqual([field("Phone").type, field("Phone").length], ["phone", 40]);
  assert.deepEqual([field("DoNotCall").type, field("DoNotCall").defaultedOnCreate], ["boolean", true]);
  assert.deepEqual(field("AccountId").referenceTo, ["Account"]);
  assert.equal(field("AccountId").relationshipName, "Account");
  assert.equal(field("Support_Tier__c").custom, true);
  assert.equal(field("Email").idLookup, true);
});

test("picklists tell values, labels, defaults and what is retired", async () => {
  const { fields } = await conn.describe("Lead");
  const status = fields.find((field) => field.name === "Status");
  assert.equal(status.type, "picklist");
  assert.deepEqual(
    status.picklistValues.filter((entry) => entry.defaultValue).map((entry) => entry.value),
    ["Open - Not Contacted"],
  );
  for (const entry of status.picklistValues) {
    assert.deepEqual(Object.keys(entry).sort(), ["active", "defaultValue", "label", "validFor", "value"]);
  }
  const task = await conn.describe("Task");
  const key = task.fields.find((field) => field.name === "CallKey__c");
  assert.deepEqual([key.externalId, key.unique], [true, true]);
});

test("a dependent picklist says which values go with which", async () => {
  const { fields } = await conn.describe("Case");
  const dependent = fields.find((field) => field.name === "Product_Issue__c");
  assert.equal(dependent.dependentPicklist, true);
  const controller = fields.find((field) => field.name === dependent.controllerName);
  const validFor = (entry) =>
    controller.picklistValues
      .filter((_, bit) => Buffer.from(entry.validFor, "base64")[bit >> 3] & (0x80 >> (bit & 7)))
      .map((value) => value.value);
  const pairs = Object.fromEntries(dependent.picklistValues.map((entry) => [entry.value, validFor(entry)]));
  assert.ok(pairs["No connection"].includes("Devices"), JSON.stringify(pairs));
  assert.ok(Object.values(pairs).some((values) => values.length < controller.picklistValues.length));
});

test("record types are listed, the master among them", async () => {
  const { recordTypeInfos } = await conn.describe("Case");
  const master = recordTypeInfos.find((info) => info.master);
  assert.equal(master.recordTypeId, "012000000000000AAA");
  assert.ok(recordTypeInfos.some((info) => info.developerName !== "Master" && info.available));
});

test("fields that the profile may not see are not there, and come back when it may", async () => {
  const names = async () => (await conn.describe("Contact")).fields.map((field) => field.name);
  assert.ok((await names()).includes("DoNotCall"));
  await control("/field-security", { object: "Contact", field: "DoNotCall", access: "hidden" });
  assert.ok(!(await names()).includes("DoNotCall"));
  await assert.rejects(conn.query("SELECT DoNotCall FROM Contact").then(), { errorCode: "INVALID_FIELD" });
  await control("/field-security", { object: "Contact", field: "DoNotCall", access: null });
  assert.ok((await names()).includes("DoNotCall"));
});

test("describe is not sent again to who has it", async () => {
  const first = await fetch(`${ready.instance_url}/services/data/v59.0/sobjects`, {
    headers: { authorization: `Bearer ${ready.access_token}` },
  });
  const etag = first.headers.get("etag");
  assert.ok(etag && first.headers.get("last-modified"));
  const again = await fetch(`${ready.instance_url}/services/data/v59.0/sobjects`, {
    headers: { authorization: `Bearer ${ready.access_token}`, "if-none-match": etag },
  });
  assert.equal(again.status, 304);
});

test("a number is found in the phone fields of every kind of person", async () => {
  const expected = { known_contact: "4155550134", lead: "3125550187", do_not_call: "01632960077" };
  for (const [key, digits] of Object.entries(expected)) {
    const { searchRecords } = await conn.search(
      `FIND {"${digits}"} IN PHONE FIELDS RETURNING Contact(Id, Name, Phone), Lead(Id, Name, Phone), Account(Id, Name)`,
    );
    const [match] = caller(key).matches;
    assert.deepEqual(
      searchRecords.map((record) => [record.attributes.type, record.Id, record.Name]),
      [[match.object, match.id, match.name]],
    );
  }
  const nobody = await conn.search('FIND {"2125550199"} IN PHONE FIELDS RETURNING Contact(Id)');
  assert.deepEqual(nobody, { searchRecords: [] });
});

test("reserved letters are searched for when they are escaped", async () => {
  const { searchRecords } = await conn.search(
    'FIND {"\\(415\\) 555\\-0134"} IN PHONE FIELDS RETURNING Contact(Name WHERE DoNotCall = false LIMIT 5)',
  );
  assert.deepEqual(
    searchRecords.map((record) => record.Name),
    ["Sarah Johnson"],
  );
});

test("a plain search takes the caller's words as they are", async () => {
  const { searchRecords } = await conn.requestPost("/parameterizedSearch", {
    q: "(415) 555-0134",
    in: "PHONE",
    sobjects: [{ name: "Contact", fields: ["Id", "Name"], limit: 5 }],
  });
  assert.equal(searchRecords[0].Name, "Sarah Johnson");
});

test("every answer says how much of the day is used", async () => {
  await conn.query("SELECT Id FROM User LIMIT 1");
  const { used, limit } = conn.limitInfo.apiUsage;
  assert.equal(limit, 15000);
  const { DailyApiRequests } = await conn.limits();
  assert.equal(DailyApiRequests.Max, limit);
  assert.equal(DailyApiRequests.Remaining, limit - used - 1);
  assert.equal(conn.limitInfo.apiUsage.used, used + 1);
});

test("the list of versions is open to everybody", async () => {
  const stranger = connection({ accessToken: undefined });
  const versions = await stranger.request(`${ready.instance_url}/services/data`);
  const winter = versions.find((entry) => entry.version === "59.0");
  assert.deepEqual(winter, { label: "Winter '24", url: "/services/data/v59.0", version: "59.0" });
  assert.ok(!versions.some((entry) => Number(entry.version) < 31), "retired versions are gone");
  assert.deepEqual(stranger.limitInfo, {}, "and it counts for nothing");
});

test("a version lists its resources", async () => {
  const resources = await conn.request("/");
  for (const name of ["sobjects", "query", "queryAll", "search", "limits", "composite", "identity"]) {
    assert.ok(resources[name], name);
  }
});
