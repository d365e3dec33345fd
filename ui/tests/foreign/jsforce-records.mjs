// jsforce creates, reads, changes and deletes records in the sandbox: one by one, in collections, in composites.

import assert from "node:assert/strict";
import { test } from "node:test";
import { caller, connection, control, ready, refusal } from "./sandbox.mjs";

const conn = connection();
const DONE = { success: true, errors: [] };

test("a record goes through its whole life", async () => {
  const tasks = conn.sobject("Task");
  const created = await tasks.create({ Subject: "Call", Priority: "High", CallDurationInSeconds: 62 });
  const { id } = created;
  assert.deepEqual(created, { id, ...DONE });
  assert.match(id, /^00T\w{15}$/);

  const task = await tasks.retrieve(id);
  assert.deepEqual(task.attributes, { type: "Task", url: `/services/data/v59.0/sobjects/Task/${id}` });
  assert.equal(task.Priority, "High");
  assert.equal(task.Status, "Not Started", "the default of the picklist");
  assert.equal(task.OwnerId, ready.user_id, "who creates it owns it");
  assert.equal(task.CallDurationInSeconds, 62);

  assert.deepEqual(await tasks.update({ Id: id, Status: "Completed" }), { id, ...DONE });
  const changed = await tasks.retrieve(id, { fields: ["Status", "IsClosed", "Subject"] });
  assert.deepEqual(Object.keys(changed).sort(), ["Id", "IsClosed", "Status", "Subject", "attributes"]);
  assert.equal(changed.Status, "Completed");
  assert.equal(changed.IsClosed, true, "follows from the status");
  assert.equal(changed.Subject, "Call", "what is not sent stays");

  assert.deepEqual(await tasks.destroy(id), { id, ...DONE });
  assert.equal((await refusal(tasks.retrieve(id))).errorCode, "ENTITY_IS_DELETED");
  assert.equal((await refusal(tasks.update({ Id: id, Status: "Deferred" }))).errorCode, "ENTITY_IS_DELETED");
  assert.equal((await refusal(tasks.destroy(id))).errorCode, "ENTITY_IS_DELETED");
});

test("null clears a field", async () => {
  const { id } = await conn
    .sobject("Contact")
    .create({ LastName: "Null", Title: "Director", DoNotCall: true });
  await conn.sobject("Contact").update({ Id: id, Title: null });
  const contact = await conn.sobject("Contact").retrieve(id);
  assert.equal(contact.Title, null);
  assert.equal(contact.DoNotCall, true);
});

test("the 15 characters of an id are enough", async () => {
  const { id } = caller("lead").matches[0];
  const lead = await conn.sobject("Lead").retrieve(id.slice(0, 15));
  assert.equal(lead.Id, id);
});

test("an upsert by external id creates once and then changes", async () => {
  const key = "five9:3000000000/17 +x?";
  const upsert = (fields) =>
    conn.sobject("Task").upsert({ CallKey__c: encodeURIComponent(key), ...fields }, "CallKey__c");
  const first = await upsert({ Subject: "Call log" });
  assert.deepEqual(first, { id: first.id, ...DONE, created: true });
  const second = await upsert({ CallDisposition: "Interested" });
  assert.deepEqual(second, { id: first.id, ...DONE, created: false });
  const task = await conn.sobject("Task").retrieve(first.id);
  assert.equal(task.CallKey__c, key);
  assert.equal(task.Subject, "Call log");
  assert.equal(task.CallDisposition, "Interested");
  const found = await conn.query("SELECT COUNT() FROM Task WHERE CallKey__c LIKE 'five9:3000000000%'");
  assert.equal(found.totalSize, 1);
});

test("up to version 45 an upsert that changes says nothing", async () => {
  const old = connection({ version: "45.0" });
  const fields = { CallKey__c: "old-style", Subject: "Call log" };
  assert.equal((await old.sobject("Task").upsert(fields, "CallKey__c")).created, true);
  assert.deepEqual(await old.sobject("Task").upsert(fields, "CallKey__c"), DONE);
});

test("an upsert needs an External ID, and one record", async () => {
  const wrong = await refusal(conn.sobject("Task").upsert({ Subject: "x", Status: "Completed" }, "Subject"));
  assert.equal(wrong.errorCode, "NOT_FOUND");
  assert.match(wrong.message, /Provided external ID field does not exist or is not accessible/);
});

test("a key that several records have is a list of them", async () => {
  const headers = { "Sforce-Duplicate-Rule-Header": "allowSave=true" };
  const contact = (LastName) => ({ LastName, Email: "shared.box@example.org" });
  await conn.sobject("Contact").create(contact("First"), { headers });
  await conn.sobject("Contact").create(contact("Second"), { headers });
  const several = await refusal(conn.sobject("Contact").upsert(contact("Third"), "Email"));
  assert.equal(several.errorCode, "MULTIPLE_CHOICES");
  assert.equal(several.data.length, 2);
  assert.match(several.data[0], /^\/services\/data\/v59\.0\/sobjects\/Contact\/003\w{15}$/);
});

test("many are created, read, changed and deleted in one call each", async () => {
  const contacts = conn.sobject("Contact");
  const made = await contacts.create([
    { LastName: "Many-1" },
    { FirstName: "No last name" },
    { LastName: "Many-2" },
  ]);
  assert.deepEqual(
    made.map((result) => result.success),
    [true, false, true],
  );
  assert.deepEqual(made[1].errors, [
    {
      statusCode: "REQUIRED_FIELD_MISSING",
      message: "Required fields are missing: [LastName]",
      fields: ["LastName"],
    },
  ]);
  const ids = [made[0].id, made[2].id];
  const read = await contacts.retrieve([...ids, "003000000000000AAA"], { fields: ["LastName"] });
  assert.deepEqual(
    read.map((contact) => contact?.LastName ?? null),
    ["Many-1", "Many-2", null],
  );
  const changes = ids.map((Id) => ({ Id, Department: "Care" }));
  assert.ok((await contacts.update(changes)).every((result) => result.success));
  const found = await contacts.find({ Department: "Care", Id: { $in: ids } }).update({ Title: "Agent" });
  assert.equal(found.length, 2);
  assert.deepEqual(
    (await contacts.destroy(ids)).map((result) => result.success),
    [true, true],
  );
  assert.equal((await contacts.destroy(ids))[0].errors[0].statusCode, "ENTITY_IS_DELETED");
});

test("more than 200 go in several calls", async () => {
  const many = Array.from({ length: 401 }, (_, number) => ({ Subject: `Bulk ${number}` }));
  const made = await conn.sobject("Task").create(many, { allowRecursive: true });
  assert.equal(made.filter((result) => result.success).length, 401);
  const tooMany = await refusal(conn.sobject("Task").create(many));
  assert.equal(tooMany.errorCode, "EXCEEDED_ID_LIMIT");
});

test("all or none: one refusal undoes the others", async () => {
  const made = await conn
    .sobject("Contact")
    .create([{ LastName: "Lonely-1" }, { Title: "x" }], { allOrNone: true });
  assert.deepEqual(
    made.map((result) => result.errors[0].statusCode),
    ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING"],
  );
  assert.equal(await conn.sobject("Contact").count({ LastName: "Lonely-1" }), 0);
});

test("many upserts say which were created", async () => {
  const logs = [1, 2].map((number) => ({ CallKey__c: `many:${number}`, Subject: "Call" }));
  const created = (results) => results.map((result) => result.created);
  assert.deepEqual(created(await conn.sobject("Task").upsert(logs.slice(0, 1), "CallKey__c")), [true]);
  assert.deepEqual(created(await conn.sobject("Task").upsert(logs, "CallKey__c")), [false, true]);
});

test("a note keeps its text", async () => {
  const text = "<p>5 &lt; 6 &amp; caf\u00e9</p>";
  const { id } = await conn.sobject("ContentNote").create({
    Title: "From the call",
    Content: Buffer.from(text).toString("base64"),
  });
  assert.match(id, /^069/);
  const note = await conn.sobject("ContentNote").retrieve(id);
  assert.match(note.Content, /^\/services\/data\/v59\.0\/sobjects\/ContentNote\/069\w{15}\/Content$/);
  assert.equal(await conn.request(note.Content), text);
  const link = {
    ContentDocumentId: id,
    LinkedEntityId: caller("known_contact").matches[0].id,
    ShareType: "V",
  };
  assert.equal((await conn.sobject("ContentDocumentLink").create(link)).success, true);
});

test("what changed and what was deleted can be asked for", async () => {
  const start = new Date(Date.now() - 3600e3);
  const { id: kept } = await conn.sobject("Task").create({ Subject: "Kept" });
  const { id: gone } = await conn.sobject("Task").create({ Subject: "Gone" });
  await conn.sobject("Task").destroy(gone);
  await control("/clock", { seconds: 120 });
  const end = new Date(Date.now() + 120e3);
  const updated = await conn.sobject("Task").updated(start, end);
  assert.ok(updated.ids.includes(kept) && !updated.ids.includes(gone));
  const deleted = await conn.sobject("Task").deleted(start, end);
  assert.ok(deleted.deletedRecords.some((record) => record.id === gone));
  assert.match(deleted.latestDateCovered, /\.000\+0000$/);
});
