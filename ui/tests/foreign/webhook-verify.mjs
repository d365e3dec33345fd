// The sandbox's phone system signs; the library of Standard Webhooks, and node's own HMAC, verify.

import assert from "node:assert/strict";
import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { control, ready } from "./sandbox.mjs";

const KEY = `whsec_${Buffer.from("a key of this test, of 32 bytes.").toString("base64")}`;
const received = [];

const door = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
  response.writeHead(204).end();
});

before(async () => {
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
});

after(() => door.close());

/** Plays a call to the door, and gives what arrived. */
async function play(more) {
  received.length = 0;
  const report = await control("/calls", {
    player: "phone",
    target: `http://127.0.0.1:${door.address().port}`,
    caller: "+14155550134",
    disposition: "Interested",
    notes: 'Zo\u00eb said "yes" \u{1f4de}',
    ...more,
  });
  assert.equal(report.deliveries.length, received.length);
  assert.ok(received.length >= 4, `${received.length} webhooks`);
  return received.slice();
}

function refuses(webhook, body, headers) {
  assert.throws(() => webhook.verify(body, headers), WebhookVerificationError);
}

test("the library takes every webhook of a call, and reads the call from it", async () => {
  const webhooks = await play({ secret: KEY });
  const verifier = new Webhook(KEY);
  const events = webhooks.map(({ headers, body }) => verifier.verify(body, headers));
  assert.deepEqual(
    events.map((event) => event.event),
    ["call.ringing", "call.answered", "call.hangup", "call.disposition"],
  );
  assert.equal(new Set(events.map((event) => event.call_id)).size, 1);
  assert.equal(new Set(webhooks.map(({ headers }) => headers["webhook-id"])).size, webhooks.length);
  assert.equal(events.at(-1).notes, 'Zo\u00eb said "yes" \u{1f4de}');
});

test("the sandbox's own key works too", async () => {
  for (const { headers, body } of await play({})) new Webhook(ready.phone_secret).verify(body, headers);
});

test("a repeated webhook keeps its id", async () => {
  const webhooks = await play({ secret: KEY, repeat: 2 });
  const ids = webhooks.map(({ headers }) => headers["webhook-id"]);
  assert.equal(new Set(ids).size, ids.length / 2);
});

test("whatever is changed, the library refuses it", async () => {
  const [{ headers, body }] = await play({ secret: KEY });
  const verifier = new Webhook(KEY);
  refuses(new Webhook(ready.phone_secret), body, headers);
  refuses(verifier, body.replace("0134", "0135"), headers);
  refuses(verifier, `${body} `, headers);
  refuses(verifier, body, { ...headers, "webhook-id": `${headers["webhook-id"]}0` });
  const later = String(Number(headers["webhook-timestamp"]) + 1);
  refuses(verifier, body, { ...headers, "webhook-timestamp": later });
  refuses(verifier, body, { ...headers, "webhook-signature": "" });
});

test("the plain way is the HMAC of the body", async () => {
  const secret = "plain-secret-of-this-test";
  for (const { headers, body } of await play({ secret, signature: "hex" })) {
    const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
    assert.ok(timingSafeEqual(Buffer.from(headers["x-signature"]), expected));
    assert.equal(headers["webhook-signature"], undefined);
  }
});

test("an unsigned call carries no signature at all", async () => {
  for (const { headers } of await play({ signature: "none" })) {
    assert.deepEqual(
      Object.keys(headers).filter((name) => /webhook|signature/.test(name)),
      [],
    );
  }
});
