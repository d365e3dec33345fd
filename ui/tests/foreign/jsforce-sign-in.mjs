// jsforce signs in at the sandbox: authorize page, PKCE, code, refresh with rotation, revocation, identity.

import assert from "node:assert/strict";
import { test } from "node:test";
import jsforce from "jsforce";
import { connection, decide, oauth2, ready, refusal, signIn } from "./sandbox.mjs";

const SCOPE = "api id refresh_token";

async function codeFor(client, params = {}) {
  const callback = await decide(client.getAuthorizationUrl({ scope: SCOPE, ...params }));
  return callback.searchParams.get("code");
}

test("the page sends the browser back with a code and the same state", async () => {
  const state = 'one & only = "yes"/+';
  const callback = await decide(oauth2().getAuthorizationUrl({ scope: SCOPE, state }));
  assert.equal(callback.origin + callback.pathname, ready.redirect_uris[0]);
  assert.equal(callback.searchParams.get("state"), state);
  assert.ok(callback.searchParams.get("code"));
  assert.equal(callback.searchParams.get("error"), null);
});

test("the code and its verifier become tokens", async () => {
  const client = oauth2();
  const answer = await client.requestToken(await codeFor(client));
  assert.match(answer.access_token, /^00D\w{12}!/);
  assert.ok(answer.refresh_token);
  assert.equal(answer.token_type, "Bearer");
  assert.equal(answer.instance_url, ready.instance_url);
  assert.equal(answer.id, `${ready.login_url}/id/${ready.org_id}/${ready.user_id}`);
  assert.deepEqual(answer.scope.split(" ").sort(), ["api", "id", "refresh_token"]);
  assert.match(answer.issued_at, /^\d{13}$/, "milliseconds, as text");
  assert.ok(answer.signature);
  assert.equal(answer.expires_in, undefined, "the lifetime of a session is not told");
});

test("jsforce knows who signed in, and can read at once", async () => {
  const conn = await signIn();
  assert.equal(conn.userInfo.id, ready.user_id);
  assert.equal(conn.userInfo.organizationId, ready.org_id);
  const { records } = await conn.query(`SELECT Username FROM User WHERE Id = '${conn.userInfo.id}'`);
  assert.equal(records[0].Username, ready.username);
});

test("a code works once", async () => {
  const client = oauth2();
  const code = await codeFor(client);
  await client.requestToken(code);
  assert.equal((await refusal(client.requestToken(code))).name, "invalid_grant");
});

test("a code is worth nothing without its verifier", async () => {
  const thief = oauth2();
  const stolen = await refusal(thief.requestToken(await codeFor(oauth2())));
  assert.ok(["invalid_request", "invalid_grant"].includes(stolen.name), stolen.name);
  const bare = oauth2({ useVerifier: false });
  assert.equal((await refusal(bare.requestToken(await codeFor(oauth2())))).name, "invalid_grant");
});

test("a code belongs to the callback that it was sent to", async () => {
  const client = oauth2();
  const code = await codeFor(client);
  client.redirectUri = ready.redirect_uris[1];
  const error = await refusal(client.requestToken(code));
  assert.ok(["redirect_uri_mismatch", "invalid_grant"].includes(error.name), error.name);
});

test("the user can say no", async () => {
  const callback = await decide(oauth2().getAuthorizationUrl({ scope: SCOPE, state: "s" }), {
    decision: "deny",
  });
  assert.equal(callback.searchParams.get("error"), "access_denied");
  assert.equal(callback.searchParams.get("state"), "s");
  assert.equal(callback.searchParams.get("code"), null);
});

test("without a challenge there is no code", async () => {
  const callback = await decide(oauth2({ useVerifier: false }).getAuthorizationUrl({ scope: SCOPE }));
  assert.equal(callback.searchParams.get("error"), "invalid_request");
});

test("an unregistered callback or client gets a page and is sent nowhere", async () => {
  for (const wrong of [{ redirectUri: "http://localhost:9/elsewhere" }, { clientId: "nobody" }]) {
    const address = oauth2(wrong).getAuthorizationUrl({ scope: SCOPE });
    const page = await fetch(address, { redirect: "manual" });
    assert.equal(page.status, 400, JSON.stringify(wrong));
    assert.match(page.headers.get("content-type"), /^text\/html/);
  }
});

test("each refresh gives a new refresh token, and a replay ends the whole family", async () => {
  const client = oauth2();
  const first = await client.requestToken(await codeFor(client));
  const second = await client.refreshToken(first.refresh_token);
  const third = await client.refreshToken(second.refresh_token);
  const tokens = [first, second, third].map((answer) => answer.refresh_token);
  assert.equal(new Set(tokens).size, 3, "three different refresh tokens");
  assert.equal(third.id, first.id);
  assert.equal(third.instance_url, ready.instance_url);

  const replay = await refusal(client.refreshToken(first.refresh_token));
  assert.equal(replay.name, "invalid_grant");
  assert.equal(replay.message, "expired access/refresh token");
  assert.equal((await refusal(client.refreshToken(third.refresh_token))).name, "invalid_grant");
  const late = connection({ accessToken: third.access_token });
  assert.equal((await refusal(late.limits())).errorCode, "INVALID_SESSION_ID");
});

test("signing out kills the refresh token and the sessions that came from it", async () => {
  const conn = await signIn();
  const { accessToken, refreshToken } = conn;
  await conn.logout(true);
  assert.equal(conn.accessToken, null);
  const orphan = connection({ accessToken });
  assert.equal((await refusal(orphan.limits())).errorCode, "INVALID_SESSION_ID");
  assert.equal((await refusal(oauth2().refreshToken(refreshToken))).name, "invalid_grant");
});

test("the refusal of a revocation is form-encoded, as jsforce reads it", async () => {
  const error = await refusal(oauth2().revokeToken("never-issued"));
  assert.equal(error.name, "unsupported_token_type");
  assert.match(error.message, /token/);
});

test("identity and userinfo tell the same person", async () => {
  const conn = connection();
  const identity = await conn.identity();
  assert.equal(identity.user_id, ready.user_id);
  assert.equal(identity.organization_id, ready.org_id);
  assert.equal(identity.username, ready.username);
  assert.match(identity.urls.rest, /\/services\/data\/v\{version\}\/$/);
  const info = await conn.request("/services/oauth2/userinfo");
  assert.equal(info.sub, identity.id);
  assert.equal(info.user_id, identity.user_id);
  assert.equal(info.preferred_username, identity.username);
  assert.equal(info.email, identity.email);
});

test("a bad token at userinfo is plain text and 403", async () => {
  const error = await refusal(connection({ accessToken: "00D!wrong" }).request("/services/oauth2/userinfo"));
  assert.equal(error.errorCode, "ERROR_HTTP_403");
  assert.equal(error.message, "Bad_OAuth_Token");
});

test("an unknown grant type and an unknown client are refused by name", async () => {
  const password = refusal(oauth2({ clientSecret: ready.client_secret }).authenticate("a", "b"));
  assert.equal((await password).name, "unsupported_grant_type");
  const stranger = new jsforce.OAuth2({ loginUrl: ready.login_url, clientId: "nobody", redirectUri: "x" });
  assert.match((await refusal(stranger.refreshToken("x"))).name, /^invalid_client/);
});
