// jose verifies the id tokens of the sandbox: by the keys of /id/keys, with issuer, audience, nonce and lifetime.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { control, decide, oauth2, ready, refusal } from "./sandbox.mjs";

const keys = createRemoteJWKSet(new URL("/id/keys", ready.login_url));
const expected = { issuer: ready.login_url, audience: ready.client_id, algorithms: ["RS256"] };

/** The token answer of one sign-in. */
async function signIn(scope, more = {}) {
  const client = oauth2();
  const callback = await decide(client.getAuthorizationUrl({ scope, ...more }));
  return { client, answer: await client.requestToken(callback.searchParams.get("code")) };
}

/** The sandbox's clock, which a test may have moved. */
async function clock() {
  const { now } = await control("/clock", {}, "GET");
  return new Date(now);
}

test("an id token says who signed in, to which app, for which attempt", async () => {
  const { answer } = await signIn("api openid refresh_token", { nonce: "of this attempt" });
  const { payload, protectedHeader } = await jwtVerify(answer.id_token, keys, {
    ...expected,
    currentDate: await clock(),
    requiredClaims: ["sub", "iat", "exp", "nonce", "at_hash"],
  });
  assert.equal(payload.sub, `${ready.login_url}/id/${ready.org_id}/${ready.user_id}`);
  assert.equal(payload.nonce, "of this attempt");
  assert.equal(payload.exp - payload.iat, 120, "two minutes");
  const hash = createHash("sha256").update(answer.access_token).digest().subarray(0, 16);
  assert.equal(payload.at_hash, hash.toString("base64url"));
  assert.equal(protectedHeader.typ, "JWT");
});

test("the keys are several, told apart by their number, and hold no secret", async () => {
  const { answer } = await signIn("openid");
  const { keys: listed } = await (await fetch(new URL("/id/keys", ready.login_url))).json();
  assert.ok(listed.length > 1);
  assert.notEqual(listed[0].kid, decodeProtectedHeader(answer.id_token).kid, "the first key is not always the right one");
  for (const key of listed) {
    assert.deepEqual(Object.keys(key).sort(), ["alg", "e", "kid", "kty", "n", "use"]);
    assert.deepEqual([key.kty, key.alg, key.use, key.e], ["RSA", "RS256", "sig", "AQAB"]);
    assert.equal(Buffer.from(key.n, "base64url").length, 256);
  }
});

test("discovery names the endpoints and the keys", async () => {
  const address = new URL("/.well-known/openid-configuration", ready.login_url);
  const found = await (await fetch(address)).json();
  assert.equal(found.issuer, ready.login_url);
  assert.equal(found.jwks_uri, `${ready.login_url}/id/keys`);
  assert.equal(found.token_endpoint, `${ready.login_url}/services/oauth2/token`);
  assert.deepEqual(found.id_token_signing_alg_values_supported, ["RS256"]);
});

test("a changed byte, another app, another issuer and another time are refused", async () => {
  const { answer } = await signIn("openid", { nonce: "n" });
  const [head, body, signature] = answer.id_token.split(".");
  const claims = JSON.parse(Buffer.from(body, "base64url"));
  const forged = Buffer.from(JSON.stringify({ ...claims, sub: `${claims.sub}x` })).toString("base64url");
  const now = await clock();
  const verify = (token, more = {}) => jwtVerify(token, keys, { ...expected, currentDate: now, ...more });
  const code = async (promise) => (await refusal(promise)).code;
  assert.equal(await code(verify([head, forged, signature].join("."))), "ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
  const unsigned = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
  assert.equal(await code(verify([unsigned, body, ""].join("."))), "ERR_JOSE_ALG_NOT_ALLOWED");
  assert.equal(await code(verify(answer.id_token, { audience: "another app" })), "ERR_JWT_CLAIM_VALIDATION_FAILED");
  assert.equal(await code(verify(answer.id_token, { issuer: "https://example.com" })), "ERR_JWT_CLAIM_VALIDATION_FAILED");
  const late = new Date(now.getTime() + 121_000);
  assert.equal(await code(verify(answer.id_token, { currentDate: late })), "ERR_JWT_EXPIRED");
  await verify(answer.id_token);
});

test("there is none without the scope, without a nonce it has none, and a refresh brings none", async () => {
  const { answer: bare } = await signIn("api refresh_token", { nonce: "asked for nothing" });
  assert.equal(bare.id_token, undefined);
  const { client, answer } = await signIn("openid refresh_token");
  const { payload } = await jwtVerify(answer.id_token, keys, { ...expected, currentDate: await clock() });
  assert.equal(payload.nonce, undefined);
  const refreshed = await client.refreshToken(answer.refresh_token);
  assert.ok(refreshed.access_token);
  assert.equal(refreshed.id_token, undefined);
});
