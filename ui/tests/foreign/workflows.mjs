/** The workflows of a release, read by GitHub's own parser: keys, kinds, expressions and which job needs which. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { register } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

// It imports its own JSON files as bundlers take them; node wants to be told that they are JSON.
const load = `export const load = (url, context, next) =>
  next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context);`;
register(`data:text/javascript,${encodeURIComponent(load)}`);
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } =
  await import("@actions/workflow-parser");

const folder = fileURLToPath(new URL("../../../.github/workflows", import.meta.url));
const names = (await readdir(folder)).filter((name) => name.endsWith(".yml"));

async function complaints(name, content) {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(String);
}

test("every workflow is one", async () => {
  assert.deepEqual(names.sort(), ["release.yml", "roll-out.yml"]);
  for (const name of names) assert.deepEqual(await complaints(name, await readFile(join(folder, name), "utf8")), []);
});

for (const [what, from, to] of [
  ["an unknown key", "environment: release", "enviroment: release"],
  ["a job that needs one that is not there", "needs: test", "needs: tests"],
  ["an expression that does not end", "${{ secrets.PACKAGE_KEY }}", "${{ secrets.PACKAGE_KEY"],
  ["a word that no expression knows", "${{ secrets.PACKAGE_KEY }}", "${{ secret.PACKAGE_KEY }}"],
  ["a right that there is not", "contents: read", "contents: reads"],
  ["a text that is no YAML", "permissions:", "permissions: ["],
])
  test(`${what} is found`, async () => {
    const content = await readFile(join(folder, "release.yml"), "utf8");
    assert.ok(content.includes(from), from);
    assert.notDeepEqual(await complaints("release.yml", content.replace(from, to)), []);
  });
