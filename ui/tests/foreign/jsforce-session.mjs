// What jsforce does when a session ends in the middle of its work, and how the sandbox answers it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { connection, control, ready, refusal, signIn } from "./sandbox.mjs";

const COUNT = "SELECT COUNT() FROM Contact";

/** jsforce forgets the rotated refresh token unless its user keeps it. */
function keepRotatedToken(conn) {
  const seen = [];
  conn.on("refresh", (_accessToken, answer) => {
    seen.push(answer);
    conn.refreshToken = answer.refresh_token;
  });
  return seen;
}

test("an expired session is refreshed and the request sent again", async () => {
  const conn = await signIn();
  const refreshes = keepRotatedToken(conn);
  const before = conn.accessToken;
  for (const round of [1, 2, 3]) {
    await control("/expire");
    const { totalSize } = await conn.query(COUNT);
    assert.ok(totalSize > 200);
    assert.equal(refreshes.length, round);
  }
  assert.notEqual(conn.accessToken, before);
  assert.equal(new Set(refreshes.map((answer) => answer.refresh_token)).size, 3);
});

test("requests that fail together share one refresh", async () => {
  const conn = await signIn();
  const refreshes = keepRotatedToken(conn);
  await control("/expire");
  const answers = await Promise.all(Array.from({ length: 8 }, () => conn.query(COUNT)));
  assert.equal(new Set(answers.map((answer) => answer.totalSize)).size, 1);
  assert.equal(refreshes.length, 1);
});

test("a write that meets an expired session is done once", async () => {
  const conn = await signIn();
  keepRotatedToken(conn);
  await control("/expire");
  const { id } = await conn.sobject("Task").create({ Subject: "After the session ended" });
  const { records } = await conn.query("SELECT Id FROM Task WHERE Subject = 'After the session ended'");
  assert.deepEqual(
    records.map((record) => record.Id),
    [id],
  );
});

test("a client that forgets the rotated token is locked out at its second refresh", async () => {
  const conn = await signIn();
  await control("/expire");
  await conn.query(COUNT);
  await control("/expire");
  const error = await refusal(conn.query(COUNT));
  assert.match(error.message, /Unable to refresh session due to: expired access\/refresh token/);
});

test("an admin who revokes the app ends it", async () => {
  const conn = await signIn();
  await control("/revoke", { username: ready.username });
  assert.match((await refusal(conn.query(COUNT))).message, /Unable to refresh session/);
});

test("without a way to refresh the refusal is plain", async () => {
  for (const accessToken of ["00Dxx0000000001!nonsense", ""]) {
    const error = await refusal(connection({ accessToken }).query(COUNT));
    assert.equal(error.errorCode, "INVALID_SESSION_ID");
    assert.equal(error.message, "Session expired or invalid");
  }
});
