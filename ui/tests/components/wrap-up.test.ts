import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { OFFLINE } from "../../src/host/fake/sentinels";
import { asked, notes, openWindow, press, region, type } from "./window";

const preview = () => region("This will be written to Salesforce");

describe("the preview", () => {
  test("shows each field from what stands there to what will", async () => {
    await openWindow("interested");
    const before = await preview().findByText("Prospecting");
    expect(before.closest("s")).toBeTruthy();
    expect(preview().getByText("Qualification")).toBeTruthy();
    expect(preview().getByText("Renewal 2027")).toBeTruthy();
  });

  test("breaks a name of the API where a word of it begins, and nowhere else", async () => {
    const { fake } = await openWindow("interested");
    await preview().findByText("Qualification");
    const value = { kind: "text" as const, text: "212" };
    const change = {
      field: "CallDurationInSeconds",
      label: "CallDurationInSeconds",
      before: null,
      after: value,
    };
    const write = { title: { kind: "call_log" as const }, label: "", record: null, changes: [change] };
    const plan = { writes: [write], left_out: [], at_desk: [] };
    fake.override("preview_wrap_up", async () => ({ kind: "ready", plan, follow_up_at: null }));
    await press("1");
    const label = await preview().findByText("CallDurationInSeconds");
    expect(label.innerHTML.replace(/<!--.*?-->/g, "").split("<wbr>")).toEqual([
      "Call",
      "Duration",
      "In",
      "Seconds",
    ]);
  });

  test("says what is missing and what is left out", async () => {
    await openWindow("interested");
    await press("3");
    expect(await preview().findByText("This disposition asks for notes.")).toBeTruthy();
    await press("7");
    expect(await preview().findByText(/is left out: your org does not show it/)).toBeTruthy();
  });

  test("an overtaken answer is dropped", async () => {
    const { fake } = await openWindow("interested");
    await preview().findByText("Qualification");
    const answers: ((title: string) => void)[] = [];
    fake.override("preview_wrap_up", () => {
      return new Promise((resolve) => {
        const answer = (title: string) => {
          const plan = {
            writes: [{ title: { kind: "call_log" as const }, label: title, record: null, changes: [] }],
            left_out: [],
            at_desk: [],
          };
          resolve({ kind: "ready", plan, follow_up_at: null });
        };
        answers.push(answer);
      });
    });
    await press("4");
    await waitFor(() => expect(answers).toHaveLength(1));
    await press("9");
    await waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.("the newer answer");
    expect(await preview().findByText(/the newer answer/)).toBeTruthy();
    answers[0]?.("the older answer");
    await new Promise((resolve) => setTimeout(resolve));
    expect(preview().queryByText(/the older answer/)).toBeNull();
  });
});

describe("an agreed time", () => {
  test("is asked for, proposed, and sent as it is picked", async () => {
    const { fake } = await openWindow("known");
    const time = await screen.findByLabelText<HTMLInputElement>("Time");
    await waitFor(() => expect(time.value).toBe("10:00"));
    expect(screen.getByText(/^proposed/)).toBeTruthy();
    await type(time, "3pm");
    await waitFor(() => {
      const at = asked(fake, "save_draft").at(-1)?.draft.agreed_at;
      expect(new Date(at ?? 0).getHours()).toBe(15);
    });
    await type(time, "soon");
    expect(screen.getByText("Type a time such as 10, 10:30 or 3pm.")).toBeTruthy();
  });

  test("that is taken in the agent's calendar is said, and free ones are a click away", async () => {
    const { fake } = await openWindow("known");
    await press("2");
    expect(await screen.findByText(/Your calendar has Team meeting then/)).toBeTruthy();
    const free = screen.getByRole("group", { name: "Free in your calendar" });
    const times = [...free.querySelectorAll("button")];
    expect(times).toHaveLength(3);
    await fireEvent.click(times[2] as HTMLElement);
    await waitFor(() => expect(screen.queryByText(/Your calendar has Team meeting/)).toBeNull());
    expect(times[2]?.getAttribute("aria-pressed")).toBe("true");
    const at = asked(fake, "follow_up_calendar").at(-1)?.draft.agreed_at;
    expect(new Date(at ?? 0).getHours()).toBe(11);
    await press("6");
    await waitFor(() => expect(screen.queryByRole("group", { name: "Free in your calendar" })).toBeNull());
  });

  test("is agreed as ever when the calendar does not answer", async () => {
    const { fake } = await openWindow("known");
    fake.override("follow_up_calendar", () => Promise.reject(OFFLINE));
    await press("2");
    await waitFor(() => expect(asked(fake, "follow_up_calendar").length).toBeGreaterThan(0));
    expect(screen.getByLabelText<HTMLInputElement>("Time").value).toBe("10:00");
    expect(screen.queryByText(/Your calendar/)).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("saving", () => {
  test("without an outcome says so and leads to the outcomes", async () => {
    const { fake } = await openWindow("lead");
    await press("Enter");
    expect(await screen.findByRole("alert")).toHaveProperty(
      "textContent",
      "Pick how the call ended (keys 1-9).",
    );
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "Interested" }));
    expect(asked(fake, "save_wrap_up")).toHaveLength(1);
  });

  test("leads to the required input of a new record", async () => {
    await openWindow("unknown-form");
    (document.activeElement as HTMLElement).blur();
    await press("Enter");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/Last name/)));
  });

  test("stores what was typed last, then shows what becomes of it, to the records in Salesforce", async () => {
    const { fake } = await openWindow("interested");
    await type(notes(), "typed just now");
    await press("Enter", { ctrlKey: true });
    await waitFor(() => expect(asked(fake, "save_wrap_up")[0]?.draft.notes).toBe("typed just now"));
    expect((await screen.findAllByText("Waiting to be sent")).length).toBeGreaterThan(0);
    expect(screen.getByText("typed just now")).toBeTruthy();

    fake.send();
    await fireEvent.click(await screen.findByRole("button", { name: /Call log/ }));
    expect(asked(fake, "open_record")).toEqual([{ object: "Task", id: "00T5g00000CallLogAAA" }]);
    expect(screen.getByText("Wrap-up sent to Salesforce.")).toBeTruthy();
  });

  test("can be undone until it is sent; everything typed is there again", async () => {
    const { fake } = await openWindow("interested");
    await type(notes(), "keep this");
    await press("Enter", { ctrlKey: true });
    await screen.findByText("Saved. Waiting to be sent to Salesforce.");
    await press("u");
    await waitFor(() => expect(asked(fake, "undo_wrap_up")).toEqual([{ entry: 1 }]));
    expect((await screen.findByLabelText<HTMLTextAreaElement>("Notes")).value).toBe("keep this");
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "Interested" }).checked).toBe(true);
  });

  test("cannot be undone once it is sent, and says why", async () => {
    const { fake } = await openWindow("interested");
    await press("Enter");
    await screen.findByText("Saved. Waiting to be sent to Salesforce.");
    fake.send();
    const undo = await screen.findByRole("button", { name: "Undo" });
    await waitFor(() => expect(undo.getAttribute("aria-disabled")).toBe("true"));
    expect(undo.title).toContain("can no longer be taken back");
    await press("u");
    expect(asked(fake, "undo_wrap_up")).toEqual([]);
  });

  test("that fails says so, keeps everything and can be tried again", async () => {
    const { fake } = await openWindow("interested");
    let fails = true;
    fake.override("save_wrap_up", () => {
      if (fails) return Promise.reject(OFFLINE);
      return Promise.resolve({ kind: "saved", entry: 1 });
    });
    await press("Enter");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Salesforce cannot be reached.");
    fails = false;
    await fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    expect(asked(fake, "save_wrap_up")).toHaveLength(2);
  });

  test("that Salesforce refuses says why; the wrap-up can be changed and sent again", async () => {
    const { fake } = await openWindow("interested");
    await type(notes(), "#rule first try");
    await press("Enter", { ctrlKey: true });
    expect((await screen.findAllByText(/Your notes and the call are kept/)).length).toBeGreaterThan(0);
    expect(notes().value).toBe("#rule first try");
    await type(notes(), "second try");
    await press("Enter", { ctrlKey: true });
    await waitFor(() => {
      expect(asked(fake, "repair_entry")[0]).toMatchObject({
        entry: 1,
        how: { kind: "edit", draft: { notes: "second try" } },
      });
    });
    expect(await screen.findByText("Saved. Waiting to be sent to Salesforce.")).toBeTruthy();
  });
});
