import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, test, vi } from "vitest";
import { asked, openWindow, popOf, press, region, type } from "./window";

const bar = () => within(screen.getByRole("group", { name: "Phone" }));

afterEach(() => {
  vi.useRealTimers();
});

describe("the buttons of a call", () => {
  test("run once at a time and show what became of it", async () => {
    const { fake } = await openWindow("phone-talking");
    let finish: () => void = () => undefined;
    fake.override("hold", () => new Promise((resolve) => (finish = () => resolve({ kind: "done" }))));
    const hold = bar().getByRole("button", { name: "Hold" });
    await fireEvent.click(hold);
    await fireEvent.click(hold);
    expect(hold.getAttribute("aria-busy")).toBe("true");
    expect(asked(fake, "hold")).toHaveLength(1);
    finish();
    expect(await screen.findByText("The call is on hold.")).toBeTruthy();
  });

  test("are only those that the phone system offers now", async () => {
    await openWindow("phone-over");
    expect(bar().queryByRole("button", { name: "Hang up" })).toBeNull();
    expect(bar().getByRole("button", { name: "Recording" })).toBeTruthy();
    expect(bar().getByRole("button", { name: "Call them back" })).toBeTruthy();
  });

  test("name what the caller left for what it is", async () => {
    const { fake } = await openWindow("phone-over");
    const pop = popOf(fake);
    fake.world.change(pop.call, { offers: { ...pop.offers, voicemail: true } });
    const heard = await bar().findByRole("button", { name: "Voicemail" });
    expect(bar().queryByRole("button", { name: "Recording" })).toBeNull();
    await fireEvent.click(heard);
    await waitFor(() => expect(asked(fake, "recording")).toEqual([{ call: pop.call }]));
  });

  test("say what went wrong and what to check, and keep the note", async () => {
    await openWindow("phone-talking");
    await fireEvent.click(bar().getByRole("button", { name: "Transfer…" }));
    const form = within(screen.getByRole("form", { name: "Transfer…" }));
    await type(form.getByLabelText("Number or extension"), "999");
    await type(form.getByLabelText("Note for whoever gets it"), "Is angry, be kind.");
    await fireEvent.click(form.getByRole("button", { name: "Transfer" }));
    expect(await screen.findByText(/no such campaign/)).toBeTruthy();
    expect(form.getByLabelText<HTMLTextAreaElement>("Note for whoever gets it").value).toBe(
      "Is angry, be kind.",
    );
  });
});

describe("hanging up", () => {
  test("that does nothing says so after ten seconds, with what to check, until the end is told", async () => {
    const { fake } = await openWindow("phone-talking");
    fake.override("hang_up", () => Promise.resolve({ kind: "done" }));
    vi.useFakeTimers();
    await fireEvent.click(bar().getByRole("button", { name: "Hang up" }));
    await vi.advanceTimersByTimeAsync(9_900);
    expect(screen.getByText("The call was ended.")).toBeTruthy();
    expect(screen.queryByText(/but the call goes on/)).toBeNull();
    await vi.advanceTimersByTimeAsync(200);
    expect(screen.queryByText("The call was ended.")).toBeNull();
    expect(screen.getByText("Five9 said that it ended the call, but the call goes on.")).toBeTruthy();
    expect(screen.getByText(/^Some phone systems end only calls/)).toBeTruthy();
    fake.world.change(popOf(fake).call, { phase: "wrap_up", ended_at: fake.world.now() });
    await vi.advanceTimersByTimeAsync(100);
    expect(screen.queryByText(/but the call goes on/)).toBeNull();
  });

  test("is done when the end is told, and nothing is to be checked then", async () => {
    const { fake } = await openWindow("phone-talking");
    vi.useFakeTimers();
    await fireEvent.click(bar().getByRole("button", { name: "Hang up" }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked(fake, "hang_up")).toHaveLength(1);
    expect(popOf(fake).phase).toBe("wrap_up");
    expect(screen.queryByText(/but the call goes on/)).toBeNull();
  });
});

describe("a hand-over", () => {
  test("says what became of the note", async () => {
    const { fake } = await openWindow("phone-talking");
    fake.override("transfer", () => Promise.resolve({ kind: "done", note: "nobody_known" }));
    await fireEvent.click(bar().getByRole("button", { name: "Transfer…" }));
    const form = within(screen.getByRole("form", { name: "Transfer…" }));
    await type(form.getByLabelText("Number or extension"), "202");
    await type(form.getByLabelText("Note for whoever gets it"), "Be kind.");
    await fireEvent.click(form.getByRole("button", { name: "Transfer" }));
    expect(await screen.findByText(/knows nobody under this number/)).toBeTruthy();
  });
});

describe("what phone systems are told after a wrap-up", () => {
  test("says what was not taken and why, is told again, and never speaks of Salesforce", async () => {
    const { fake } = await openWindow("outbox-untold");
    await press("o");
    expect(await screen.findByText(/Your Sticky Calls account has no credit left/)).toBeTruthy();
    expect(screen.getByText(/Aircall could not be told yet/)).toBeTruthy();
    expect(screen.getByText(/Aircall was told at/)).toBeTruthy();
    expect(screen.queryByText(/In Salesforce since/)).toBeNull();
    await fireEvent.click(screen.getByRole("button", { name: /^Tell it again: Sticky Calls, / }));
    await waitFor(() => expect(asked(fake, "retry_entry")).toEqual([{ entry: 901 }]));
  });
});

describe("the link of a recording", () => {
  test("opens a fresh one, also of a call that this desk never had", async () => {
    const { fake } = await openWindow("idle");
    fake.world.askedRecording = "aircall:42";
    fake.world.tell({ kind: "recording" });
    const shown = within(await screen.findByRole("region", { name: "Recording of aircall:42" }));
    await waitFor(() => expect(asked(fake, "recording")).toEqual([{ call: "aircall:42" }]));
    await fireEvent.click(shown.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("region", { name: "Recording of aircall:42" })).toBeNull();
  });
});

describe("what the phone system itself knows", () => {
  test("is asked when it is wanted, and a caller that it lacks is added once", async () => {
    const { fake } = await openWindow("phone-talking");
    expect(asked(fake, "phone_record")).toEqual([]);
    await fireEvent.click(bar().getByRole("button", { name: /^What .* knows$/ }));
    expect(await screen.findByText("Its address book does not have this number.")).toBeTruthy();
    expect(screen.getByText("ringing_on_agent")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Add to Five9" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Add to Five9" })).toBeNull());
    expect(screen.getByText("+14155550134 · sarah@harbour.example")).toBeTruthy();
    expect(asked(fake, "add_phone_contact")).toHaveLength(1);
  });
});

describe("dialling", () => {
  test("from the number on the desk, once, with a visible result", async () => {
    const { fake } = await openWindow("phone-over");
    const [dial] = await screen.findAllByRole("button", { name: "Call +1 415-555-0134" });
    await fireEvent.click(dial as HTMLElement);
    expect(await screen.findByText("+1 415-555-0134 is being called on your phone.")).toBeTruthy();
    expect(asked(fake, "dial")).toEqual([{ number: "+1 415-555-0134", despite: false }]);
  });

  test("from the list of whom to call again, by the number that is kept", async () => {
    const { fake } = await openWindow("phone-over");
    fake.override("dial", () => Promise.resolve({ kind: "dialled", call: null }));
    await press("b");
    const list = within(await screen.findByRole("list", { name: "Callbacks, the soonest first" }));
    const [dial] = await list.findAllByRole("button", { name: /^Call \+\d+: / });
    await fireEvent.click(dial as HTMLElement);
    expect(await screen.findByText(/is being called on your phone/)).toBeTruthy();
    expect(asked(fake, "dial")[0]?.number).toMatch(/^\+\d+$/);
  });

  test("from the story of a call", async () => {
    const { fake } = await openWindow("phone-over");
    await press("h");
    await fireEvent.click((await screen.findAllByRole("button", { name: /^Whole call/ }))[0] as HTMLElement);
    const [dial] = await screen.findAllByRole("button", { name: /^Call \+/ });
    await fireEvent.click(dial as HTMLElement);
    expect(await screen.findByText(/is being called on your phone|has asked not to be called/)).toBeTruthy();
    expect(asked(fake, "dial")).toHaveLength(1);
  });

  test("from what a search found, by the number as it is dialled", async () => {
    const { fake } = await openWindow("phone-over");
    await press("/");
    await type(await screen.findByRole("searchbox"), "sarah");
    await fireEvent.click(await screen.findByRole("button", { name: "Call +14155550134: Sarah Johnson" }));
    expect(await screen.findByText("+14155550134 is being called on your phone.")).toBeTruthy();
    expect(asked(fake, "dial")).toEqual([{ number: "+14155550134", despite: false }]);
  });

  test("asks first where quiet hours may speak against it", async () => {
    const { fake } = await openWindow("phone-unknown");
    const [dial] = await screen.findAllByRole("button", { name: "Call +1 415-555-0171" });
    await fireEvent.click(dial as HTMLElement);
    expect(await screen.findByText(/It may be quiet hours there/)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Call all the same" }));
    await waitFor(() => expect(asked(fake, "dial").at(-1)?.despite).toBe(true));
  });

  test("warns where nobody could say whether the person wishes to be called", async () => {
    const { fake } = await openWindow("phone-unknown");
    fake.override("dial", ({ despite }) =>
      Promise.resolve(
        despite
          ? { kind: "dialled", call: null }
          : { kind: "objected", objections: [{ because: "not_checked" }], may_go_on: true },
      ),
    );
    const [dial] = await screen.findAllByRole("button", { name: "Call +1 415-555-0171" });
    await fireEvent.click(dial as HTMLElement);
    expect(await screen.findByText(/Salesforce could not be asked/)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Call all the same" }));
    expect(await screen.findByText(/is being called on your phone/)).toBeTruthy();
  });

  test("is not offered where nothing can call out", async () => {
    await openWindow("known");
    expect(screen.queryByRole("button", { name: /^Call \+1/ })).toBeNull();
  });
});

describe("what is remembered of a caller", () => {
  test("is shown with intents, sources and how long it is kept", async () => {
    await openWindow("phone-talking");
    const memory = region("Sticky Calls");
    expect(memory.getByText("Recognised")).toBeTruthy();
    expect(memory.getByText("86 % sure (high) · advises: go on from last time")).toBeTruthy();
    expect(
      memory.getByText("Because of their mobile number, one of your ids, a call in the last day"),
    ).toBeTruthy();
    expect(memory.getByText("refund_request")).toBeTruthy();
    expect(memory.getByText("from agent · kept for 30 d")).toBeTruthy();
  });

  test("says why there is none, and the call goes on", async () => {
    await openWindow("phone-without");
    expect(region("Sticky Calls").getByText(/no credit left/)).toBeTruthy();
    expect(screen.getByLabelText("Notes")).toBeTruthy();
  });

  test("the intent and its real status are chosen at wrap-up and stored", async () => {
    const { fake } = await openWindow("phone-over");
    const wanted = within(screen.getByRole("group", { name: "What they wanted" }));
    await fireEvent.click(wanted.getByRole("button", { name: "refund_request" }));
    await fireEvent.click(wanted.getByRole("radio", { name: "Resolved" }));
    await waitFor(() => {
      const draft = asked(fake, "save_draft").at(-1)?.draft;
      expect(draft?.intent).toEqual({ intent: "refund_request", status: "resolved" });
    });
  });

  test("a colleague's note pops with the call", async () => {
    await openWindow("phone-talking");
    expect(screen.getByText("Has been on hold for ten minutes. Wants a refund.")).toBeTruthy();
  });
});

describe("the set-up of phone systems", () => {
  async function openTab(name: string) {
    const opened = await openWindow("idle");
    opened.house.place.go("setup");
    await fireEvent.click(await screen.findByRole("tab", { name }));
    return opened;
  }

  test("prints each connector as an admin enters it and covers the secret", async () => {
    await openTab("Phones");
    expect(await screen.findAllByText("OnCallAccepted")).toHaveLength(2);
    expect(screen.getAllByText("@Call.ANI@").length).toBeGreaterThan(0);
    expect(screen.queryByText("example-only-9b1f4c72d80e")).toBeNull();
  });

  test("keeps what is typed, and a secret only when it is typed", async () => {
    const { fake } = await openTab("Phones");
    await type(await screen.findByLabelText("Your extension"), "202");
    await fireEvent.click(await screen.findByRole("button", { name: "Save" }));
    await waitFor(() => {
      const change = asked(fake, "save_phone_setup").at(-1);
      expect(change?.form.switch.agent).toBe("202");
      expect(change?.keys.switch_key).toBeNull();
    });
  });

  test("users are listed to say who is who, also for the relay", async () => {
    const { fake } = await openTab("Phones");
    await fireEvent.click(await screen.findByRole("button", { name: "List them: Aircall" }));
    await fireEvent.click(await screen.findByRole("button", { name: "This is me: Sam Ortega" }));
    expect(
      screen.getByDisplayValue(/"email":"sam@acme.example","names":\{"aircall":\["731417"\]/),
    ).toBeTruthy();
    await fireEvent.click(await screen.findByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked(fake, "save_phone_setup").at(-1)?.form.aircall.agent).toBe("731417"));
  });

  test("what Aircall's webhook proves itself by is shown for the relay, covered", async () => {
    await openTab("Phones");
    await fireEvent.click(
      await screen.findByText("Address for Aircall's events", { selector: "summary *, summary" }),
    );
    await type(screen.getByLabelText("Address for Aircall's events"), "https://relay.example.com/p/aircall");
    await fireEvent.click(screen.getByRole("button", { name: "Make or wake the webhook" }));
    expect(await screen.findByText("A new webhook sends its events there.")).toBeTruthy();
    const token = screen.getByLabelText<HTMLInputElement>("Token of the webhook");
    expect(token.value).toBe("••••••••••••");
    await fireEvent.click(screen.getByRole("button", { name: "Show: Token of the webhook" }));
    expect(token.value).toBe("45c0ffeea08f4c7d9b21c0e6f7a81320");
    expect(screen.getByText(/aircall_token_file/)).toBeTruthy();
  });

  test("a Five9 campaign for calls is picked from those that there are", async () => {
    const { fake } = await openTab("Phones");
    await fireEvent.click(await screen.findByRole("button", { name: "List them: Five9" }));
    await fireEvent.click(await screen.findByRole("button", { name: "Renewals" }));
    await fireEvent.click(await screen.findByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked(fake, "save_phone_setup").at(-1)?.form.five9.campaign).toBe("Renewals"));
  });

  test("where a middleware for Five9 says the call id and the recording is typed", async () => {
    const { fake } = await openTab("Phones");
    // Five9 stands before the phone switch, which has the same two.
    const [callId] = await screen.findAllByLabelText(/^Where the call id stands/);
    const [recording] = await screen.findAllByLabelText("Where the recording's address stands");
    await type(callId as HTMLElement, "$.result.id");
    await type(recording as HTMLElement, "$.result.audio");
    await fireEvent.click(await screen.findByRole("button", { name: "Save" }));
    await waitFor(() => {
      const five9 = asked(fake, "save_phone_setup").at(-1)?.form.five9;
      expect([five9?.call_id_at, five9?.recording_at]).toEqual(["$.result.id", "$.result.audio"]);
    });
  });

  test("Five9's dispositions are named beside ours, both ways", async () => {
    const { fake } = await openTab("Phones");
    await type(await screen.findByLabelText("Disposition in Five9"), "Closed won");
    await fireEvent.click(screen.getByLabelText("Set the disposition in Five9 after the wrap-up"));
    await fireEvent.click(await screen.findByRole("button", { name: "Save" }));
    await waitFor(() => {
      const five9 = asked(fake, "save_phone_setup").at(-1)?.form.five9;
      expect([five9?.names, five9?.push]).toEqual([[{ theirs: "Closed won", ours: "interested" }], true]);
    });
  });

  test("checks say works or what is wrong", async () => {
    await openTab("Phones");
    const checks = await screen.findAllByRole("button", { name: /^Check: / });
    await fireEvent.click(checks[1] as HTMLElement);
    expect(await screen.findByText("Works.")).toBeTruthy();
    await fireEvent.click(checks[2] as HTMLElement);
    expect(await screen.findByText(/Does not work/)).toBeTruthy();
  });

  test("a call that comes without a number is named, with what to check", async () => {
    const { fake } = await openTab("Phones");
    const came = { call: "phone:1", kind: "ringing", has_number: false, at: 0 };
    fake.override("heard_since", () => Promise.resolve([came]));
    await fireEvent.click(await screen.findByRole("button", { name: "Begin listening" }));
    expect(await screen.findByText(/One call came without a number/)).toBeTruthy();
    expect(screen.getByText(/must carry the caller's number/)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Stop" }));
  });

  test("a test call to Sticky Calls shows what came back and how it is read", async () => {
    const { fake } = await openTab("Phones");
    const form = within(await screen.findByRole("form", { name: "Send a test call" }));
    await type(form.getByLabelText("Number of a caller"), "+1 415 555 0134");
    await fireEvent.click(form.getByRole("button", { name: "Send" }));
    expect(await screen.findByText("calls/end")).toBeTruthy();
    expect(screen.getByText("86 %")).toBeTruthy();
    await waitFor(() => expect(asked(fake, "phone_setup")).toHaveLength(2));
  });

  test("what this desk counts is said to be this desk's, and that others add to the bill", async () => {
    await openTab("Phones");
    expect(await screen.findByText(/42 calls started from this desk in the last 30 days/)).toBeTruthy();
    expect(screen.getByText(/the bill of Sticky Calls is the sum/)).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Requests of the last 30 days from this desk" })).toBeTruthy();
  });

  test("where a phone switch's webhooks put their fields is entered as JSON and kept", async () => {
    const { fake } = await openTab("Phones");
    await fireEvent.click(await screen.findByText("Fields of its webhooks"));
    const mapping = '{ "paths": { "call_id": ["$.x.ref"] } }';
    await type(screen.getByLabelText(/Mapping \(JSON\)/), mapping);
    expect(screen.getByText(/customer_number/)).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(asked(fake, "save_phone_setup")).toMatchObject([{ form: { switch: { mapping } } }]),
    );
  });

  test("the field of the caller's tier is kept with the rules", async () => {
    const { fake } = await openTab("IVR");
    await type(await screen.findByLabelText("Field with the caller's tier"), "Service level");
    await fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(asked(fake, "save_ivr_setup")).toMatchObject([{ tier_label: "Service level" }]),
    );
  });

  test("the try of the IVR asks with numbers and ids, and shows what each rule decided", async () => {
    const { fake } = await openTab("IVR");
    await type(await screen.findByLabelText("Number that was called"), "8005550100");
    await type(screen.getByLabelText("Account number that was typed"), "AC-1");
    await fireEvent.click(screen.getByRole("button", { name: "Ask" }));
    expect(asked(fake, "try_ivr")).toMatchObject([{ dnis: "8005550100", account_number: "AC-1", ani: "" }]);
    const row = (await screen.findByText("Escalated cases go to the senior queue")).closest("tr");
    expect(row?.textContent).toContain("route");
    await press("Escape");
  });
});
