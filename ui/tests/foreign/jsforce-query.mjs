// jsforce queries the sandbox: paging, parents and children, aggregates, its own query builder, deleted rows.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import jsforce from "jsforce";
import { caller, connection, ready } from "./sandbox.mjs";

const SMALL = { "Sforce-Query-Options": "batchSize=200" };
const conn = connection();
let contacts;

before(async () => {
  contacts = (await conn.query("SELECT COUNT() FROM Contact")).totalSize;
  assert.ok(contacts > 200, `more than one page is needed, the org has ${contacts} contacts`);
});

test("a page is followed by the next until all are read", async () => {
  const soql = "SELECT Id, Name, Phone FROM Contact ORDER BY Name, Id";
  const first = await conn.query(soql, { headers: SMALL });
  assert.equal(first.totalSize, contacts);
  assert.equal(first.done, false);
  assert.equal(first.records.length, 200);
  const second = await conn.queryMore(first.nextRecordsUrl);
  assert.equal(second.done, true);
  assert.equal(second.nextRecordsUrl, undefined, "the last page has no next");
  assert.equal(second.totalSize, contacts);

  const whole = await conn.query(soql);
  assert.equal(whole.done, true, "without a wish a page holds 2,000");
  const ids = (records) => records.map((record) => record.Id);
  assert.deepEqual(ids([...first.records, ...second.records]), ids(whole.records));
});

test("the next page is a path, and its rows differ from the first", async () => {
  const url = `/query?q=${encodeURIComponent("SELECT Id FROM Contact")}`;
  const first = await conn.request({ method: "GET", url, headers: { ...SMALL } });
  assert.match(first.nextRecordsUrl, /^\/services\/data\/v59\.0\/query\/0r8\w+-200$/);
  const second = await conn.request(first.nextRecordsUrl);
  const seen = new Set(first.records.map((record) => record.Id));
  assert.ok(second.records.every((record) => !seen.has(record.Id)));
});

test("jsforce fetches all pages by itself", async () => {
  const query = conn.query("SELECT Id FROM Contact", { autoFetch: true, maxFetch: 5000, headers: SMALL });
  const { records } = await query;
  assert.equal(new Set(records.map((record) => record.Id)).size, contacts);
});

test("a page size outside 200 to 2,000 is taken as the nearest one", async () => {
  const first = await conn.query("SELECT Id FROM Contact", {
    headers: { "Sforce-Query-Options": "batchSize=5" },
  });
  assert.equal(first.records.length, 200);
});

test("a locator that nobody gave is refused", async () => {
  for (const locator of ["0r8xx0000000000AAA-200", "0r8xx0000000000AAA"]) {
    await assert.rejects(conn.queryMore(locator).then(), { errorCode: "INVALID_QUERY_LOCATOR" });
  }
});

test("every record says what it is and where", async () => {
  const { records } = await conn.query("SELECT Id FROM Lead LIMIT 3");
  for (const { Id, attributes } of records) {
    assert.match(Id, /^00Q\w{15}$/);
    assert.equal(attributes.type, "Lead");
    assert.equal(attributes.url, `/services/data/v59.0/sobjects/Lead/${Id}`);
    assert.equal((await conn.request(attributes.url)).Id, Id);
  }
});

test("parents are objects of their own, or null", async () => {
  const sarah = caller("known_contact").matches[0].id;
  const { records } = await conn.query(
    `SELECT Name, Account.Name, Account.Owner.Name, ReportsTo.Name FROM Contact WHERE Id = '${sarah}'`,
  );
  assert.equal(records[0].Account.attributes.type, "Account");
  assert.equal(records[0].Account.Name, "Acme Corporation");
  assert.equal(records[0].Account.Owner.attributes.type, "User");
  assert.equal(records[0].ReportsTo, null);
});

test("children are query results of their own, or null", async () => {
  const { records } = await conn.query(
    "SELECT Name, (SELECT Id, Subject, Status FROM Cases), (SELECT Id FROM ChildAccounts) " +
      "FROM Account WHERE Name = 'Acme Corporation'",
  );
  const [acme] = records;
  assert.equal(acme.Cases.done, true);
  assert.equal(acme.Cases.totalSize, acme.Cases.records.length);
  assert.equal(acme.Cases.records[0].Subject, "Headset drops the connection");
  assert.equal(acme.Cases.records[0].attributes.type, "Case");
  assert.equal(acme.ChildAccounts, null);
});

test("aggregates are rows of their own kind", async () => {
  const { records } = await conn.query(
    "SELECT StageName, COUNT(Id), MAX(Amount) most FROM Opportunity GROUP BY StageName ORDER BY StageName",
  );
  assert.ok(records.length > 1);
  for (const row of records) {
    assert.equal(row.attributes.type, "AggregateResult");
    assert.equal(typeof row.expr0, "number");
    assert.ok("most" in row);
  }
  const count = await conn.query("SELECT COUNT() FROM Opportunity");
  assert.deepEqual(count.records, []);
  assert.equal(
    records.reduce((sum, row) => sum + row.expr0, 0),
    count.totalSize,
  );
});

test("dates and moments are written as Salesforce writes them", async () => {
  const { records } = await conn.query(
    "SELECT CloseDate, CreatedDate, Amount, IsClosed, Description FROM Opportunity WHERE Name = 'Renewal 2027'",
  );
  const [renewal] = records;
  assert.match(renewal.CloseDate, /^\d{4}-\d\d-\d\d$/);
  assert.match(renewal.CreatedDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
  assert.equal(renewal.Amount, 48000);
  assert.equal(renewal.IsClosed, false);
  assert.equal(renewal.Description, null, "an empty field is there, as null");
});

test("jsforce's own query builder is understood", async () => {
  const open = conn
    .sobject("Case")
    .find({ IsClosed: false, Priority: { $in: ["High", "Medium"] } }, "Id, Priority");
  const cases = await open.sort({ Priority: 1, CreatedDate: -1 }).limit(50);
  assert.ok(cases.length > 0);
  assert.ok(cases.every(({ Priority }) => ["High", "Medium"].includes(Priority)));

  const { SfDate } = jsforce;
  const recent = await conn.sobject("Task").count({ CreatedDate: { $gte: SfDate.LAST_N_DAYS(30) } });
  const old = await conn.sobject("Task").count({ CreatedDate: { $lt: SfDate.LAST_N_DAYS(30) } });
  const all = await conn.sobject("Task").count();
  assert.equal(recent + old, all);
  assert.ok(recent > 0);

  const named = await conn
    .sobject("Contact")
    .findOne({ Name: { $like: "Sarah J%" }, $or: [{ Email: null }, { DoNotCall: false }] });
  assert.equal(named.LastName, "Johnson");
  const nobody = await conn.sobject("Contact").findOne({ LastName: 'O\'Hara "Quote"' });
  assert.equal(nobody, null);
});

test("children of jsforce's builder, and the star", async () => {
  const [account] = await conn
    .sobject("Account")
    .find({ Name: "Acme Corporation" })
    .select("*, Owner.Name")
    .include("Contacts")
    .select("FirstName, LastName")
    .end();
  assert.equal(account.Owner.Name, "Dana Whitfield");
  assert.equal(account.Contacts.records[0].LastName, "Johnson");
  assert.ok("BillingCity" in account);
});

test("records come as a stream", async () => {
  let seen = 0;
  for await (const record of conn
    .query("SELECT Id FROM Contact", { autoFetch: true, maxFetch: 5000, headers: SMALL })
    .stream("csv")) {
    seen += String(record).split("\n").length;
  }
  assert.ok(seen >= contacts);
});

test("deleted rows are seen by queryAll alone", async () => {
  const { id } = await conn.sobject("Task").create({ Subject: "Soon in the bin" });
  await conn.sobject("Task").destroy(id);
  const soql = `SELECT Id, IsDeleted FROM Task WHERE Id = '${id}'`;
  assert.equal((await conn.query(soql)).totalSize, 0);
  const { records } = await conn.query(soql, { scanAll: true });
  assert.deepEqual(
    records.map((record) => [record.Id, record.IsDeleted]),
    [[id, true]],
  );
});

test("a plus in an address is a space unless it is written as %2B", async () => {
  const phone = "+1 415 555 0177";
  const { id } = await conn.sobject("Lead").create({ LastName: "Plus", Company: "Sign", Phone: phone });
  const soql = `SELECT Id FROM Lead WHERE Phone = '${phone}'`;
  assert.equal((await conn.query(soql)).records[0].Id, id, "jsforce encodes it");
  const bare = await conn.request(`/query?q=${encodeURIComponent(soql).replaceAll("%2B", "+")}`);
  assert.equal(bare.totalSize, 0);
});

test("the version of the address is kept in the answer", async () => {
  const newer = connection({ version: "62.0", instanceUrl: ready.instance_url });
  const { records } = await newer.query("SELECT Id FROM Account LIMIT 1");
  assert.match(records[0].attributes.url, /^\/services\/data\/v62\.0\//);
});
