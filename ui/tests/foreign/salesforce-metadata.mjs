/** The metadata in `salesforce/`, read and packed by Salesforce's own library. No org is asked. */
import { ComponentSet, MetadataConverter } from "@salesforce/source-deploy-retrieve";
import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { XMLValidator } from "fast-xml-parser";

const project = fileURLToPath(new URL("../../../salesforce", import.meta.url));
const source = join(project, "force-app");
const packed = await mkdtemp(join(tmpdir(), "callside-metadata-"));
after(() => rm(packed, { recursive: true }));

const components = ComponentSet.fromSource(source);

async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test("every file is a component that Salesforce knows", async () => {
  const known = new Set(
    components
      .getSourceComponents()
      .toArray()
      .flatMap((component) => [component.xml, ...component.getChildren().map((child) => child.xml)])
      .filter(Boolean),
  );
  for (const file of await files(source)) assert.ok(known.has(file), relative(project, file));
  const names = [...components].map(({ type, fullName }) => `${type.name}:${fullName}`).sort();
  assert.deepEqual(names, [
    "CustomField:Activity.CallKey__c",
    "CustomField:Activity.CallRecording__c",
    "ExternalClientApplication:Callside",
    "ExtlClntAppGlobalOauthSettings:Callside_glbloauth",
    "ExtlClntAppOauthSettings:Callside_oauth",
    "ListView:Task.Callside_calls",
    "PermissionSet:Callside_Admin",
    "PermissionSet:Callside_Agent",
    "PermissionSet:Callside_Supervisor",
  ]);
});

test("every file is well-formed XML in the namespace of the Metadata API", async () => {
  for (const file of await files(source)) {
    const text = await readFile(file, "utf8");
    assert.equal(XMLValidator.validate(text), true, relative(project, file));
    assert.match(text, /xmlns="http:\/\/soap\.sforce\.com\/2006\/04\/metadata"/);
  }
});

test("it packs into what the Metadata API deploys", async () => {
  const converter = new MetadataConverter();
  const target = { type: "directory", outputDirectory: packed, genUniqueDir: false };
  await converter.convert(components, "metadata", target);
  const manifest = await readFile(join(packed, "package.xml"), "utf8");
  for (const name of ["Callside_glbloauth", "Callside_oauth", "Callside_Agent", "Activity.CallKey__c"])
    assert.ok(manifest.includes(`<members>${name}</members>`), name);
  const activity = await readFile(join(packed, "objects/Activity.object"), "utf8");
  assert.match(activity, /<fullName>CallKey__c<\/fullName>[\s\S]*<unique>true<\/unique>/);
});

test("the app asks for what Callside does, and keeps no secret", async () => {
  const at = (path) => readFile(join(source, "main/default", path), "utf8");
  const oauth = await at("extlClntAppGlobalOauthSets/Callside_glbloauth.ecaGlblOauth-meta.xml");
  assert.match(oauth, /<isPkceRequired>true</);
  assert.match(oauth, /<isConsumerSecretOptional>true</);
  assert.match(oauth, /<isSecretRequiredForRefreshToken>false</);
  assert.match(oauth, /<isRefreshTokenRotationEnabled>true</);
  assert.doesNotMatch(oauth, /<consumer(Key|Secret)>/);
  const ports = [...oauth.matchAll(/http:\/\/localhost:(\d+)\/OauthRedirect/g)].map((match) => Number(match[1]));
  assert.deepEqual(ports, JSON.parse(process.env.CALLSIDE_PORTS));
  const scopes = await at("extlClntAppOauthSettings/Callside_oauth.ecaOauth-meta.xml");
  assert.match(scopes, /<commaSeparatedOauthScopes>Api, RefreshToken, OpenID</);
});

test("whoever logs calls may write the fields of the log", async () => {
  for (const role of ["Agent", "Supervisor", "Admin"]) {
    const file = join(source, `main/default/permissionsets/Callside_${role}.permissionset-meta.xml`);
    const text = await readFile(file, "utf8");
    for (const field of ["Task.CallKey__c", "Task.CallRecording__c"])
      assert.match(text, new RegExp(`<editable>true</editable>\\s*<field>${field}</field>`), role);
    assert.match(text, /<name>ApiEnabled<\/name>/);
  }
});
