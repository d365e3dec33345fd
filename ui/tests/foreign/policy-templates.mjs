/**
 * The administrative templates, read as XML and held against what Microsoft says of them ("ADMX Schema" and "ADML Schema" of
 * the Group Policy documentation): which element stands where, and what refers to what.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { XMLParser, XMLValidator } from "fast-xml-parser";

const NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";
const read = (name) =>
  readFile(fileURLToPath(new URL(`../../../packaging/policy/${name}`, import.meta.url)), "utf8");
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
});

/** `{ name, at, text, inner }` of every element. */
function tree(nodes) {
  return nodes
    .filter((node) => !("#text" in node))
    .map((node) => {
      const name = Object.keys(node).find((key) => key !== ":@");
      const text = node[name].map((inner) => inner["#text"] ?? "").join("");
      return { name, at: node[":@"] ?? {}, text, inner: tree(node[name]) };
    });
}

async function document(name) {
  const text = await read(name);
  assert.equal(XMLValidator.validate(text), true, name);
  return tree(parser.parse(text)).find((node) => node.name !== "?xml");
}

const only = (node, name) => {
  const found = node.inner.filter((inner) => inner.name === name);
  assert.equal(found.length, 1, `${name} in ${node.name}`);
  return found[0];
};
const names = (node) => node.inner.map(({ name }) => name);
const distinct = (all, what) => assert.equal(new Set(all).size, all.length, `${what} twice`);

const admx = await document("windows/callside.admx");
const adml = await document("windows/en-US/callside.adml");
const strings = only(only(adml, "resources"), "stringTable").inner;
const presentations = only(only(adml, "resources"), "presentationTable").inner;
const policies = only(admx, "policies").inner;

/** The control that edits an element, and the value that it may begin with. */
const CONTROLS = { decimal: "decimalTextBox", enum: "dropdownList", text: "textBox", multiText: "multiTextBox" };
/** Elements of a policy in the order that the schema asks for. */
const ORDER = ["parentCategory", "supportedOn", "enabledValue", "disabledValue", "elements"];

test("both are documents of Group Policy, with their parts in the order of the schema", () => {
  assert.equal(admx.name, "policyDefinitions");
  assert.equal(adml.name, "policyDefinitionResources");
  for (const { at } of [admx, adml]) {
    assert.equal(at.xmlns, NAMESPACE);
    assert.match(at.revision, /^\d+\.\d+$/);
    assert.equal(at.schemaVersion, "1.0");
  }
  assert.deepEqual(names(admx), ["policyNamespaces", "resources", "supportedOn", "categories", "policies"]);
  assert.deepEqual(names(adml), ["displayName", "description", "resources"]);
  assert.equal(only(admx, "resources").at.minRequiredRevision, adml.at.revision);
});

test("every policy stands in a category, says what supports it, and holds what a policy may hold", () => {
  const categories = only(admx, "categories").inner.map(({ at }) => at.name);
  const supported = only(only(admx, "supportedOn"), "definitions").inner.map(({ at }) => at.name);
  distinct(
    policies.map(({ at }) => at.name),
    "a policy",
  );
  for (const policy of policies) {
    const { at } = policy;
    assert.equal(policy.name, "policy");
    assert.equal(at.class, "Machine", at.name);
    // Windows takes values below Policies away when the policy is; elsewhere they would stay.
    assert.equal(at.key, "Software\\Policies\\Callside", at.name);
    assert.ok(categories.includes(only(policy, "parentCategory").at.ref), at.name);
    assert.ok(supported.includes(only(policy, "supportedOn").at.ref), at.name);
    const order = names(policy).map((name) => ORDER.indexOf(name));
    assert.ok(
      order.every((place, index) => place >= 0 && (index === 0 || place > order[index - 1])),
      `${at.name}: ${names(policy)}`,
    );
    const isFlag = at.valueName !== undefined;
    assert.equal(names(policy).includes("enabledValue") && names(policy).includes("disabledValue"), isFlag, at.name);
    assert.equal(names(policy).includes("elements"), !isFlag, at.name);
    assert.equal(at.presentation !== undefined, !isFlag, at.name);
  }
});

test("every element is edited by the control that fits it, within its bounds", () => {
  const shown = new Map(presentations.map((presentation) => [presentation.at.id, presentation]));
  for (const policy of policies.filter(({ at }) => at.presentation)) {
    const presentation = shown.get(/^\$\(presentation\.(\w+)\)$/.exec(policy.at.presentation)?.[1]);
    assert.ok(presentation, policy.at.name);
    const elements = only(policy, "elements").inner;
    assert.deepEqual(
      presentation.inner.map(({ name, at }) => [name, at.refId]),
      elements.map(({ name, at }) => [CONTROLS[name], at.id]),
    );
    for (const [index, element] of elements.entries()) {
      assert.ok(element.at.valueName, element.at.id);
      const control = presentation.inner[index];
      if (element.name === "decimal") {
        const [least, most] = [Number(element.at.minValue), Number(element.at.maxValue)];
        const begins = Number(control.at.defaultValue);
        assert.ok(least <= begins && begins <= most && most <= 0xffffffff, element.at.id);
      }
      if (element.name === "enum") {
        const values = element.inner.map((item) => only(only(item, "value"), "string").text);
        distinct(values, `a value of ${element.at.id}`);
        assert.ok(values.length > 1 && values.every(Boolean), element.at.id);
      }
      if (control.name === "textBox") assert.notEqual(only(control, "label").text, "", element.at.id);
    }
  }
});

test("every text that is referred to is there once, and none is there for nobody", async () => {
  const text = await read("windows/callside.admx");
  const referred = (kind) =>
    new Set([...text.matchAll(new RegExp(`\\$\\(${kind}\\.(\\w+)\\)`, "g"))].map(([, id]) => id));
  for (const [kind, table] of [
    ["string", strings],
    ["presentation", presentations],
  ]) {
    const ids = table.map(({ at }) => at.id);
    distinct(ids, `a ${kind}`);
    assert.deepEqual([...referred(kind)].sort(), ids.sort(), kind);
  }
  for (const { at, text } of strings) assert.notEqual(text.trim(), "", at.id);
});

test("the profile for macOS is a property list with two payloads that are told apart", async () => {
  const text = await read("macos/callside.mobileconfig");
  assert.equal(XMLValidator.validate(text), true);
  assert.match(text, /<!DOCTYPE plist PUBLIC "-\/\/Apple\/\/DTD PLIST 1\.0\/\/EN"/);
  const plist = tree(parser.parse(text)).find(({ name }) => name === "plist");
  assert.equal(plist.at.version, "1.0");
  const pairs = (dict) => {
    assert.equal(dict.name, "dict");
    const keys = dict.inner.filter((_, index) => index % 2 === 0);
    assert.ok(keys.every(({ name }) => name === "key"), "keys and values take turns");
    distinct(
      keys.map((key) => key.text),
      "a key",
    );
    return new Map(keys.map((key, index) => [key.text, dict.inner[index * 2 + 1]]));
  };
  const profile = pairs(plist.inner[0]);
  const [payload, ...more] = profile.get("PayloadContent").inner.map(pairs);
  assert.deepEqual(more, []);
  assert.equal(profile.get("PayloadType").text, "Configuration");
  // A policy for everybody on the machine.
  assert.equal(profile.get("PayloadScope").text, "System");
  assert.equal(payload.get("PayloadType").text, "app.callside.desktop");
  for (const key of ["PayloadIdentifier", "PayloadUUID", "PayloadVersion"]) {
    for (const part of [profile, payload]) assert.ok(part.get(key)?.text, key);
  }
  for (const key of ["PayloadIdentifier", "PayloadUUID"])
    assert.notEqual(profile.get(key).text, payload.get(key).text, key);
  const uuid = /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/;
  for (const part of [profile, payload]) assert.match(part.get("PayloadUUID").text, uuid);
});
