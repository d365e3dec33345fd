// The sandbox that a script drives, as its ready line describes it, and the ways to sign in to it with jsforce.
//
// `cargo nextest run -p callside-tests --test foreign` starts a sandbox for each script and gives its ready line in
// CALLSIDE_SANDBOX. By hand: CALLSIDE_SANDBOX="$(head -1 ready-line)" node ui/tests/foreign/jsforce-query.mjs

import assert from "node:assert/strict";
import jsforce from "jsforce";

const line = process.env.CALLSIDE_SANDBOX;
assert.ok(line, "CALLSIDE_SANDBOX must hold the ready line of callside-sandbox");

/** Addresses and credentials of the sandbox. */
export const ready = JSON.parse(line);

/** One of the named callers, such as `known_contact`. */
export function caller(key) {
  const found = ready.callers.find((one) => one.key === key);
  assert.ok(found, `the sandbox has no caller ${key}`);
  return found;
}

/** Steers the sandbox from behind. */
export async function control(path, body = {}, method = "POST") {
  const response = await fetch(ready.control_url + path, {
    method,
    headers: { "content-type": "application/json", "x-sandbox-secret": ready.control_secret },
    ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** jsforce's own OAuth client. A code verifier belongs to each, so one attempt needs one of these. */
export function oauth2(more = {}) {
  return new jsforce.OAuth2({
    loginUrl: ready.login_url,
    clientId: ready.client_id,
    redirectUri: ready.redirect_uris[0],
    useVerifier: true,
    ...more,
  });
}

/** A connection with the access token of the ready line; nobody refreshes it. */
export function connection(more = {}) {
  return new jsforce.Connection({
    instanceUrl: ready.instance_url,
    accessToken: ready.access_token,
    version: ready.api_version,
    ...more,
  });
}

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** What a browser would send for the first form of a page: its action and its fields. */
export function formOf(html) {
  const text = (value) => value.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]);
  const form = html.match(/<form\b([^>]*)>([\s\S]*?)<\/form>/i);
  assert.ok(form, `the page has no form: ${html}`);
  const attribute = (tag, name) => {
    const match = tag.match(new RegExp(`\\b${name}="([^"]*)"`, "i"));
    return match ? text(match[1]) : undefined;
  };
  const fields = new URLSearchParams();
  for (const [tag] of form[2].matchAll(/<input\b[^>]*>/gi)) {
    const name = attribute(tag, "name");
    if (name !== undefined) fields.set(name, attribute(tag, "value") ?? "");
  }
  return { action: attribute(form[1], "action"), fields };
}

/** Opens the authorize page, fills in its form, and gives the address that the browser is sent to. */
export async function decide(address, answers = { decision: "allow" }) {
  const page = await fetch(address, { redirect: "manual" });
  if (page.status === 302) return new URL(page.headers.get("location"));
  const html = await page.text();
  assert.equal(page.status, 200, html);
  const form = formOf(html);
  for (const [name, value] of Object.entries(answers)) form.fields.set(name, value);
  const answer = await fetch(new URL(form.action, address), {
    method: "POST",
    body: form.fields,
    redirect: "manual",
  });
  assert.equal(answer.status, 302, await answer.text());
  return new URL(answer.headers.get("location"));
}

/** Signs in through the page, and gives a connection that can refresh itself. */
export async function signIn(more = {}) {
  const client = oauth2();
  const callback = await decide(client.getAuthorizationUrl({ scope: "api id refresh_token" }));
  const conn = new jsforce.Connection({ oauth2: client, version: ready.api_version, ...more });
  await conn.authorize(callback.searchParams.get("code"));
  return conn;
}

/** The error that a promise ends with, so that a test can look at all of it. */
export async function refusal(promise) {
  let value;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  assert.fail(`expected a refusal, got ${JSON.stringify(value)}`);
}
