import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DraftView } from "../../src/host/bindings";
import { fakeHost, type FakeHost } from "../../src/host/fake/fake";
import { DISK } from "../../src/host/fake/sentinels";
import { Draft, EMPTY, PAUSE_MS, RETRY_MS } from "../../src/state/draft.svelte";
import { Drafts } from "../../src/state/drafts.svelte";

let fake: FakeHost;
let draft: Draft;
let stored: DraftView[];
let answer: () => Promise<null>;

beforeEach(() => {
  vi.useFakeTimers();
  fake = fakeHost(() => 0);
  draft = new Draft(fake, "five9:1");
  stored = [];
  answer = () => Promise.resolve(null);
  fake.override("save_draft", (request) => {
    stored.push(request.draft);
    return answer();
  });
});

afterEach(() => {
  vi.useRealTimers();
});

const notes = () => stored.map((one) => one.notes);

describe("a draft", () => {
  test("is stored once, a moment after the last key", async () => {
    for (const text of ["h", "he", "hey"]) draft.set("notes", text);
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    expect(notes()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(notes()).toEqual(["hey"]);
    expect(draft.kept.kind).toBe("kept");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(notes()).toEqual(["hey"]);
  });

  test("what is typed while it is being stored is stored after it, never at the same time", async () => {
    let release: (answer: null) => void = () => undefined;
    answer = () => new Promise((resolve) => (release = resolve));
    draft.set("notes", "one");
    const first = draft.flush();
    draft.set("notes", "two");
    const second = draft.flush();
    expect(notes()).toEqual(["one"]);
    expect(draft.kept.kind).toBe("saving");
    answer = () => Promise.resolve(null);
    release(null);
    await Promise.all([first, second]);
    expect(notes()).toEqual(["one", "two"]);
    expect(draft.kept.kind).toBe("kept");
  });

  test("flushing twice stores once", async () => {
    draft.set("notes", "one");
    await Promise.all([draft.flush(), draft.flush()]);
    expect(notes()).toEqual(["one"]);
  });

  test("that could not be stored is tried again by itself", async () => {
    answer = () => Promise.reject(DISK);
    draft.set("notes", "kept");
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(draft.kept).toEqual({ kind: "failed", problem: DISK });
    expect(draft.values.notes).toBe("kept");
    answer = () => Promise.resolve(null);
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(notes()).toEqual(["kept", "kept"]);
    expect(draft.kept.kind).toBe("kept");
  });

  test("what was touched here stays, whatever is announced; the rest is taken", async () => {
    draft.take({ ...EMPTY, notes: "from the last start" });
    expect(draft.values.notes).toBe("from the last start");
    draft.set("notes", "mine");
    await draft.flush();
    draft.take({ ...EMPTY, notes: "older", disposition: "busy" });
    expect(draft.values).toMatchObject({ notes: "mine", disposition: "busy" });
  });

  test("another caller takes the picks of the last one away, and may bring its own", () => {
    draft.set("case_id", "500A");
    draft.set("notes", "mine");
    draft.forgetPicks();
    draft.take({ ...EMPTY, case_id: "500B" });
    expect(draft.values).toMatchObject({ notes: "mine", case_id: "500B" });
  });

  test("that is saved as a wrap-up is not stored again", async () => {
    draft.set("notes", "mine");
    draft.settled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(notes()).toEqual([]);
  });
});

describe("the drafts of a day", () => {
  test("those of ended calls are let go of, but never one that is not stored yet", async () => {
    const drafts = new Drafts(fake);
    const [safe, unstored] = [drafts.of("five9:safe"), drafts.of("five9:unstored")];
    safe.set("notes", "one");
    await safe.flush();
    answer = () => Promise.reject(DISK);
    unstored.set("notes", "two");
    await unstored.flush();
    drafts.keepOnly(new Set(["five9:1"]));
    expect(drafts.of("five9:safe")).not.toBe(safe);
    expect(drafts.of("five9:unstored")).toBe(unstored);
    answer = () => Promise.resolve(null);
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(notes().at(-1)).toBe("two");
    drafts.keepOnly(new Set(["five9:1"]));
    expect(drafts.of("five9:unstored")).not.toBe(unstored);
  });
});
