// Webhooks signed by the library of Standard Webhooks, as JSON lines {name, headers, body, right}: `right` says whether
// the library itself takes them. The keys are in CALLSIDE_WEBHOOK_KEYS, separated by spaces; the first one signs.

import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";

const [key, ...others] = process.env.CALLSIDE_WEBHOOK_KEYS.split(" ").map((secret) => new Webhook(secret));
const stranger = new Webhook(`whsec_${Buffer.from("somebody else's key, 32 bytes...").toString("base64")}`);
const now = Math.floor(Date.now() / 1000);

const call = { call_id: "c-1", from: "+14155550134", to: "+14155550100", direction: "inbound" };
const BODIES = {
  plain: JSON.stringify({ event: "call.ringing", ...call }),
  spaced: JSON.stringify({ event: "call.ringing", ...call }, null, 2),
  unicode: JSON.stringify({ event: "call.ringing", ...call, agent_name: "Zo\u00eb \u6797 \u{1f4de} \u2028" }),
  escaped: `{"event":"call.ringing","call_id":"c\\u002d1","from":"+14155550134","to":"\\u002b14155550100"}`,
  long: JSON.stringify({ event: "call.ringing", ...call, notes: "x".repeat(60_000) }),
};

function signed(id, at, body, ...keys) {
  const signature = keys.map((one) => one.sign(id, new Date(at * 1000), body)).join(" ");
  return { "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": signature };
}

const cases = Object.entries(BODIES).map(([name, body]) => [
  name,
  signed(`msg_${name}`, now, body, key),
  body,
]);
const { plain } = BODIES;
const good = signed("msg_1", now, plain, key);
const change = (more) => ({ ...good, ...more });
const other = signed("msg_2", now, plain, key)["webhook-signature"];
cases.push(
  ["a key that is being replaced", signed("msg_1", now, plain, stranger, ...others), plain],
  ["two signatures, the second is right", signed("msg_1", now, plain, stranger, key), plain],
  [
    "a version that nobody knows beside it",
    change({ "webhook-signature": `v2,AAAA ${good["webhook-signature"]}` }),
    plain,
  ],
  ["almost five minutes old", signed("msg_1", now - 280, plain, key), plain],
  ["almost five minutes ahead", signed("msg_1", now + 280, plain, key), plain],
  ["too old", signed("msg_1", now - 400, plain, key), plain],
  ["from the future", signed("msg_1", now + 400, plain, key), plain],
  ["the key of a stranger", signed("msg_1", now, plain, stranger), plain],
  ["a changed body", good, plain.replace("0134", "0135")],
  ["a longer body", good, `${plain} `],
  ["another id", change({ "webhook-id": "msg_3" }), plain],
  ["another time", change({ "webhook-timestamp": String(now + 1) }), plain],
  ["the signature of another message", change({ "webhook-signature": other }), plain],
  ["half a signature", change({ "webhook-signature": good["webhook-signature"].slice(0, 24) }), plain],
  ["no version", change({ "webhook-signature": good["webhook-signature"].slice(3) }), plain],
  ["another version", change({ "webhook-signature": good["webhook-signature"].replace("v1", "v2") }), plain],
  ["signature and id run together", change({ "webhook-id": "msg_1.", "webhook-timestamp": "" }), plain],
  ["no id", { "webhook-timestamp": good["webhook-timestamp"], "webhook-signature": other }, plain],
  ["no time", { "webhook-id": good["webhook-id"], "webhook-signature": other }, plain],
  [
    "no signature",
    { "webhook-id": good["webhook-id"], "webhook-timestamp": good["webhook-timestamp"] },
    plain,
  ],
);

/** Whether the library takes it with one of the keys. */
function isRight(headers, body) {
  return [key, ...others].some((one) => {
    try {
      one.verify(body, headers);
      return true;
    } catch (error) {
      assert.equal(error.name, "WebhookVerificationError", String(error));
      return false;
    }
  });
}

for (const [name, headers, body] of cases) {
  process.stdout.write(`${JSON.stringify({ name, headers, body, right: isRight(headers, body) })}\n`);
}
