// The composite resources, driven through jsforce's plain requests: references, all or none, batch, graph, tree.

import assert from "node:assert/strict";
import { test } from "node:test";
import { caller, connection, refusal } from "./sandbox.mjs";

const conn = connection();
const at = (path) => `/services/data/v59.0${path}`;

/** A part of a composite request. */
function part(referenceId, method, path, body) {
  return { referenceId, method, url: at(path), ...(body ? { body } : {}) };
}

function composite(allOrNone, ...compositeRequest) {
  return conn.requestPost("/composite", { allOrNone, compositeRequest });
}

test("a wrap-up is written in one request, later parts knowing earlier ones", async () => {
  const lead = caller("lead").matches[0].id;
  const { compositeResponse: parts } = await composite(
    true,
    part("log", "POST", "/sobjects/Task", {
      Subject: "Call",
      WhoId: lead,
      Status: "Completed",
      TaskSubtype: "Call",
    }),
    part("lead", "PATCH", `/sobjects/Lead/${lead}`, { Status: "Working - Contacted" }),
    part("next", "POST", "/sobjects/Task", {
      Subject: "Call back",
      WhoId: lead,
      Description: "after @{log.id}",
    }),
    part("read", "GET", "/sobjects/Task/@{next.id}?fields=Description,WhoId"),
  );
  assert.deepEqual(
    parts.map(({ referenceId, httpStatusCode }) => [referenceId, httpStatusCode]),
    [
      ["log", 201],
      ["lead", 204],
      ["next", 201],
      ["read", 200],
    ],
  );
  const [log, changed, next, read] = parts;
  assert.equal(log.httpHeaders.Location, at(`/sobjects/Task/${log.body.id}`));
  assert.equal(changed.body, null);
  assert.equal(read.body.Description, `after ${log.body.id}`);
  assert.equal(read.body.Id, next.body.id);
});

test("all or none: one refusal halts and undoes every part", async () => {
  const { compositeResponse: parts } = await composite(
    true,
    part("first", "POST", "/sobjects/Contact", { LastName: "Halted" }),
    part("second", "POST", "/sobjects/Contact", { FirstName: "Nameless" }),
    part("third", "GET", "/limits"),
  );
  assert.deepEqual(
    parts.map(({ httpStatusCode, body }) => [httpStatusCode, body[0].errorCode]),
    [
      [400, "PROCESSING_HALTED"],
      [400, "REQUIRED_FIELD_MISSING"],
      [400, "PROCESSING_HALTED"],
    ],
  );
  assert.match(parts[0].body[0].message, /^The transaction was rolled back/);
  assert.equal(await conn.sobject("Contact").count({ LastName: "Halted" }), 0);
});

test("without all or none the others stay, and what stood on the refused part fails", async () => {
  const { compositeResponse: parts } = await composite(
    false,
    part("good", "POST", "/sobjects/Contact", { LastName: "Stays" }),
    part("bad", "POST", "/sobjects/Contact", { FirstName: "Nameless" }),
    part("leans", "GET", "/sobjects/Contact/@{bad.id}"),
    part("free", "GET", "/sobjects/Contact/@{good.id}?fields=LastName"),
  );
  assert.deepEqual(
    parts.map((one) => one.httpStatusCode),
    [201, 400, 400, 200],
  );
  assert.equal(parts[2].body[0].errorCode, "PROCESSING_HALTED");
  assert.equal(parts[3].body.LastName, "Stays");
});

test("a composite has bounds", async () => {
  const reads = (count) => Array.from({ length: count }, (_, number) => part(`p${number}`, "GET", "/limits"));
  assert.equal((await composite(false, ...reads(25))).compositeResponse.length, 25);
  assert.ok((await refusal(composite(false, ...reads(26)))).errorCode);
  const queries = Array.from({ length: 6 }, (_, number) =>
    part(`q${number}`, "GET", "/query?q=SELECT+Id+FROM+Task+LIMIT+1"),
  );
  assert.ok((await refusal(composite(false, ...queries))).errorCode);
  assert.ok(
    (await refusal(composite(false, part("same", "GET", "/limits"), part("same", "GET", "/limits"))))
      .errorCode,
  );
});

test("a batch runs its parts apart from each other", async () => {
  const answer = await conn.requestPost("/composite/batch", {
    batchRequests: [
      { method: "GET", url: "v59.0/query?q=SELECT+COUNT()+FROM+Account" },
      { method: "GET", url: "v59.0/sobjects/Account/001000000000000AAA" },
      { method: "POST", url: "v59.0/sobjects/Task", richInput: { Subject: "From a batch" } },
    ],
  });
  assert.equal(answer.hasErrors, true);
  assert.deepEqual(
    answer.results.map((result) => result.statusCode),
    [200, 404, 201],
  );
  assert.equal(answer.results[1].result[0].errorCode, "NOT_FOUND");
  assert.equal(answer.results[2].result.success, true);
});

test("a batch that is told to halt halts", async () => {
  const answer = await conn.requestPost("/composite/batch", {
    haltOnError: true,
    batchRequests: [
      { method: "GET", url: "v59.0/sobjects/Account/001000000000000AAA" },
      { method: "GET", url: "v59.0/limits" },
    ],
  });
  assert.deepEqual(
    answer.results.map((result) => result.statusCode),
    [404, 412],
  );
  assert.equal(answer.results[1].result[0].errorCode, "BATCH_PROCESSING_HALTED");
});

test("a graph is whole or not at all, each for itself", async () => {
  const graph = (graphId, ...compositeRequest) => ({ graphId, compositeRequest });
  const { graphs } = await conn.requestPost("/composite/graph", {
    graphs: [
      graph(
        "good",
        part("acc", "POST", "/sobjects/Account", { Name: "Graph Ltd" }),
        part("con", "POST", "/sobjects/Contact", { LastName: "Graph", AccountId: "@{acc.id}" }),
      ),
      graph("bad", part("con", "POST", "/sobjects/Contact", { FirstName: "Nameless" })),
    ],
  });
  assert.deepEqual(
    graphs.map(({ graphId, isSuccessful }) => [graphId, isSuccessful]),
    [
      ["good", true],
      ["bad", false],
    ],
  );
  assert.equal(graphs[0].graphResponse.compositeResponse.length, 2);
  const { records } = await conn.query("SELECT Account.Name FROM Contact WHERE LastName = 'Graph'");
  assert.equal(records[0].Account.Name, "Graph Ltd");
});

test("a tree plants parents with their children", async () => {
  const attributes = (type, referenceId) => ({ attributes: { type, referenceId } });
  const answer = await conn.requestPost("/composite/tree/Account", {
    records: [
      {
        ...attributes("Account", "a1"),
        Name: "Tree Ltd",
        Contacts: { records: [{ ...attributes("Contact", "c1"), LastName: "Branch" }] },
      },
    ],
  });
  assert.equal(answer.hasErrors, false);
  assert.deepEqual(answer.results.map((result) => result.referenceId).sort(), ["a1", "c1"]);
  assert.equal(await conn.sobject("Contact").count({ LastName: "Branch", "Account.Name": "Tree Ltd" }), 1);
});
