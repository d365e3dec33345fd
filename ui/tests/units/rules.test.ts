import { describe, expect, test } from "vitest";
import { asUiError } from "../../src/host/host";
import { SETTINGS } from "../../src/host/fake/defaults";
import { ringing } from "../../src/host/fake/calls";
import { slice } from "../../src/parts/slice";
import { gate } from "../../src/screens/frame/gate";
import { fieldLabel } from "../../src/screens/outbox/field-label";
import { changeOf, faultsOf, typedOf } from "../../src/screens/settings/typed";
import { hostOf } from "../../src/screens/sign-in/my-domain";
import { canBeSeen, since } from "../../src/state/names";

test.each([
  ["acme.my.salesforce.com", "acme.my.salesforce.com"],
  ["https://Acme--UAT.sandbox.my.salesforce.com/lightning?x=1#y", "acme--uat.sandbox.my.salesforce.com"],
  ["127.0.0.1:8443", "127.0.0.1:8443"],
  ["acme", null],
  ["http://acme.my.salesforce.com", null],
  ["acme.my.salesforce.com@evil.example", null],
  ["java script:x.y", null],
  ["", null],
])("My Domain in %j is %s", (typed, host) => {
  expect(hostOf(typed)).toBe(host);
});

test.each([
  [0, { from: 0, to: 18 }],
  [5600, { from: 94, to: 118 }],
  [1e9, { from: 1000, to: 1000 }],
])("rows drawn when scrolled by %d", (scrolled, rows) => {
  expect(slice(1000, 56, scrolled, 640)).toEqual(rows);
});

test("a short list is drawn whole", () => {
  expect(slice(3, 56, 0, 640)).toEqual({ from: 0, to: 3 });
});

describe("settings", () => {
  const typed = typedOf(SETTINGS);

  test("nothing typed is no change, blanks around are none", () => {
    expect(changeOf(SETTINGS, typed)).toBeNull();
    expect(changeOf(SETTINGS, { ...typed, client_id: ` ${typed.client_id} ` })).toBeNull();
  });

  test("a cleared token is a change", () => {
    const kept = { ...SETTINGS, door: { ...SETTINGS.door, aircall_token: "t" } };
    expect(changeOf(kept, { ...typedOf(kept), aircall_token: "" })?.aircall_token).toBe("");
  });

  test.each([
    [{ home_region: "U" }, { home_region: true }],
    [{ home_region: "1A" }, { home_region: true }],
    [{ api_version: "58.0" }, { api_version: true }],
    [{ api_version: "62" }, { api_version: true }],
    [{ api_version: "59.0", home_region: "gb" }, {}],
  ])("%j has the faults %j", (change, faults) => {
    expect(faultsOf({ ...typed, ...change })).toEqual(faults);
  });
});

describe("gates", () => {
  const pop = ringing("five9:1", "known", 0);
  const signedOut = { kind: "signed_out", reason: null } as const;

  test("close only where nothing else can be done", () => {
    expect(gate({ session: null, calls: [], front: null }, "desk")).toBe("starting");
    expect(gate({ session: signedOut, calls: [], front: null }, "desk")).toBe("sign_in");
    expect(gate({ session: signedOut, calls: [], front: null }, "settings")).toBe("frame");
    expect(gate({ session: signedOut, calls: [], front: null }, "history")).toBe("sign_in");
    expect(gate({ session: signedOut, calls: [], front: pop }, "desk")).toBe("frame");
    expect(gate({ session: { kind: "expired", name: "" }, calls: [], front: null }, "desk")).toBe("frame");
    expect(
      gate({ session: { kind: "no_keychain", keychain: "locked" }, calls: [], front: pop }, "desk"),
    ).toBe("keychain");
  });
});

describe("names", () => {
  test.each([
    ["Ann", true],
    ["李", true],
    ["👩‍👩‍👧", true],
    ["\u200B\u200D\uFEFF", false],
    ["\u202E \u00A0", false],
    ["\u0301", false],
    ["", false],
  ])("%j can be seen: %s", (text, seen) => {
    expect(canBeSeen(text)).toBe(seen);
  });

  test("a phase counts from its own beginning", () => {
    const times = { began_at: 1, answered_at: 2, ended_at: 3 };
    expect(since({ phase: "ringing", ...times })).toBe(1);
    expect(since({ phase: "talking", ...times })).toBe(2);
    expect(since({ phase: "wrap_up", ...times })).toBe(3);
    expect(since({ phase: "wrap_up", ...times, ended_at: null })).toBe(1);
  });
});

test("a field is called as the org calls it, where the plan knows", () => {
  const after = { kind: "text", text: "x" } as const;
  const changes = [{ field: "StageName", label: "Stage", before: null, after }];
  const plan = {
    writes: [{ title: { kind: "call_log" as const }, label: "", record: null, changes }],
    left_out: [],
    at_desk: [],
  };
  expect(fieldLabel(plan, "Opportunity.StageName")).toBe("Stage");
  expect(fieldLabel(plan, "Rating__c")).toBe("Rating__c");
});

test("whatever is thrown becomes an error that a screen can show", () => {
  const known = { code: "refused", message: { say: "not_permitted" }, action: "ask_admin" };
  expect(asUiError(known)).toEqual(known);
  for (const thrown of [
    undefined,
    "text",
    new Error("stack"),
    { code: 7 },
    { code: "other", message: { say: "busy" } },
    { code: "refused", message: "an English sentence" },
  ]) {
    expect(asUiError(thrown).code).toBe("internal");
  }
});
