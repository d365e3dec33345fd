import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { pastCalls } from "../../src/host/fake/rows";
import { asked, openWindow, press, type } from "./window";

describe("signing in", () => {
  test.each([
    ["Production", { kind: "production" }],
    ["Sandbox", { kind: "sandbox" }],
  ])("to %s", async (name, request) => {
    const { fake } = await openWindow("signed-out");
    await fireEvent.click(screen.getByRole("radio", { name: new RegExp(`^${name}`) }));
    await fireEvent.click(screen.getByRole("button", { name: /Sign in with Salesforce/ }));
    expect(asked(fake, "sign_in")).toEqual([request]);
  });

  test("to My Domain takes what was pasted, and asks for it where it is missing", async () => {
    const { fake } = await openWindow("signed-out");
    await fireEvent.click(screen.getByRole("radio", { name: /^My Domain/ }));
    const go = screen.getByRole("button", { name: /Sign in with Salesforce/ });
    await fireEvent.click(go);
    expect(screen.getByText(/Type your company's address/)).toBeTruthy();
    await type(screen.getByLabelText("My Domain address"), " https://Acme.my.salesforce.com/home ");
    await fireEvent.click(go);
    expect(asked(fake, "sign_in")).toEqual([{ kind: "my_domain", host: "acme.my.salesforce.com" }]);
  });

  test("waits with an address to copy, and Esc takes it back", async () => {
    const { fake } = await openWindow("signing-in");
    expect(screen.getByRole("heading", { name: "Go on in your browser" })).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: /^Copy/ }));
    await waitFor(() =>
      expect(fake.copied[0]).toContain("https://login.salesforce.com/services/oauth2/authorize"),
    );
    await press("Escape");
    expect(await screen.findByRole("heading", { name: "Sign in to Salesforce" })).toBeTruthy();
  });

  test("says why the last one ended", async () => {
    await openWindow("signed-out-why");
    expect(screen.getByText(/You are signed out on this machine/)).toBeTruthy();
  });

  test("leads to the settings that it needs, and back", async () => {
    await openWindow("signed-out");
    await fireEvent.click(screen.getByRole("button", { name: "Connection settings" }));
    expect(await screen.findByLabelText(/Consumer key/)).toBeTruthy();
    await press("Escape");
    expect(await screen.findByRole("heading", { name: "Sign in to Salesforce" })).toBeTruthy();
  });

  test("without a keychain the choice is the person's, in honest words", async () => {
    const { fake } = await openWindow("no-keychain");
    expect(screen.getByText(/Whoever can read your files/)).toBeTruthy();
    await fireEvent.click(screen.getByRole("radio", { name: /Only until Callside closes/ }));
    await fireEvent.click(screen.getByRole("button", { name: /Go on/ }));
    expect(asked(fake, "choose_vault")).toEqual(["this_session"]);
  });

  test("a database that does not open is explained", async () => {
    await openWindow("no-database");
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("A copy was put at callside.db.damaged-2026-11-20.");
    expect(alert.textContent).toContain("Restore it from a backup");
  });
});

describe("history", () => {
  test("draws only what can be seen, reads on at the end, opens a call", async () => {
    const { fake } = await openWindow("idle");
    await press("h");
    await waitFor(() => expect(screen.getAllByRole("listitem").length).toBeGreaterThan(5));
    expect(screen.getAllByRole("listitem").length).toBeLessThan(40);
    expect(screen.getByText("50+ calls")).toBeTruthy();

    const list = screen.getByRole("list", { name: "Calls, newest first" }).parentElement
      ?.parentElement as HTMLElement;
    await fireEvent.scroll(list, { target: { scrollTop: 50 * 56 } });
    await waitFor(() => expect(screen.getByText("100+ calls")).toBeTruthy());
    const pages = asked(fake, "history").filter((request) => request.before !== null);
    expect(pages).toHaveLength(1);

    const row = screen.getAllByRole("listitem")[3] as HTMLElement;
    await fireEvent.click(row.querySelector("button") as HTMLElement);
    expect(await screen.findByRole("region", { name: "Wrap-up" })).toBeTruthy();
  });

  test("finds by name, note and number, and says when it finds nothing", async () => {
    await openWindow("idle");
    await press("h");
    await type(await screen.findByRole("searchbox"), "oluwaseun");
    await waitFor(() => {
      const names = screen.getAllByRole("listitem").map((row) => row.textContent ?? "");
      expect(names.every((name) => name.includes("Oluwaseun Adeyemi"))).toBe(true);
    });
    await type(screen.getByRole("searchbox"), "nobody at all");
    expect(await screen.findByText("No call found for “nobody at all”.")).toBeTruthy();
  });

  test("that is empty takes the first call in as it comes; one that is read does not jump", async () => {
    const { fake } = await openWindow("idle-new");
    await press("h");
    await screen.findByText(/^No calls yet/);
    const comes = (count: number) => {
      fake.world.past = pastCalls(count, fake.world.now());
      fake.world.tell({ kind: "calls", calls: [] });
    };
    comes(1);
    await screen.findByText("1 call");
    const before = asked(fake, "history").length;
    comes(2);
    await press("o");
    await press("h");
    await screen.findByText("2 calls");
    expect(asked(fake, "history")).toHaveLength(before + 1);
  });

  test("that cannot be read says so", async () => {
    await openWindow("idle");
    await press("h");
    await type(await screen.findByRole("searchbox"), "#disk");
    expect((await screen.findByRole("alert")).textContent).toContain("The disk is full");
  });
});

describe("caller search", () => {
  test("finds, and makes somebody the caller of the call in front", async () => {
    const { fake } = await openWindow("unknown");
    await press("/");
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
    await type(screen.getByRole("searchbox"), "sarah");
    await fireEvent.click(await screen.findByRole("button", { name: "This is the caller: Sarah Johnson" }));
    expect(asked(fake, "choose_caller")[0]?.record?.id).toBe("0035g00000JohnsonAAA");
    expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
  });

  test("arrow keys lead from the text into the list and back", async () => {
    await openWindow("unknown");
    await press("/");
    await type(screen.getByRole("searchbox"), "john");
    const first = await screen.findByRole("button", { name: "This is the caller: Sarah Johnson" });
    await press("ArrowDown");
    expect(document.activeElement).toBe(first);
    await press("ArrowUp");
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
  });

  test("one letter asks nobody; trouble is said and can be tried again", async () => {
    const { fake } = await openWindow("idle");
    await press("/");
    await type(screen.getByRole("searchbox"), "s");
    expect(screen.getByText(/Type at least two characters/)).toBeTruthy();
    await type(screen.getByRole("searchbox"), "#offline");
    expect((await screen.findByRole("alert")).textContent).toContain("Salesforce cannot be reached.");
    expect(asked(fake, "search_callers")).toEqual([{ text: "#offline" }]);
  });
});

describe("settings", () => {
  test("send only what was changed, and refuse what cannot be", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    await type(await screen.findByLabelText("API version"), "58.0");
    expect(screen.getByText("Type a version from 59.0, such as 62.0.")).toBeTruthy();
    await press("Enter", { ctrlKey: true });
    expect(asked(fake, "save_settings")).toEqual([]);

    await type(screen.getByLabelText("API version"), "63.0");
    await type(screen.getByLabelText("Home region"), "de");
    await press("Enter", { ctrlKey: true });
    await waitFor(() => {
      expect(asked(fake, "save_settings")).toEqual([
        {
          home_region: "DE",
          api_version: "63.0",
          client_id: null,
          toast: null,
          do_not_disturb: null,
          after_call_seconds: null,
          aircall_token: null,
          phone_secret: null,
        },
      ]);
    });
    await waitFor(() => expect(screen.queryByText("Not saved yet")).toBeNull());
  });

  test("cover secrets until they are asked for, and copy them whole", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    const address = await screen.findByRole<HTMLInputElement>("textbox", { name: "Aircall webhook" });
    expect(address.value).not.toContain("example-only");
    await fireEvent.click(screen.getByRole("button", { name: "Copy: Aircall webhook" }));
    await waitFor(() => expect(fake.copied[0]).toBe(fake.world.settings.door.aircall));
    await fireEvent.click(screen.getByRole("button", { name: "Show: Aircall webhook" }));
    expect(address.value).toBe(fake.world.settings.door.aircall);
  });

  test("list refused events", async () => {
    await openWindow("idle");
    await press("s");
    expect(await screen.findByText(/Its signature or secret is wrong/)).toBeTruthy();
  });

  test("change language and colours at once, and keep them", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    await fireEvent.change(await screen.findByLabelText("Colours"), { target: { value: "dark" } });
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    await fireEvent.change(screen.getByLabelText("Language"), { target: { value: "de" } });
    expect(await screen.findByRole("heading", { level: 1, name: "Einstellungen" })).toBeTruthy();
    expect(document.documentElement.lang).toBe("de");
    expect(await fake.readPreferences()).toEqual({
      theme: "dark",
      language: "de",
      keys: {},
      first_run: { at: "sign_in", done: [], over: true },
    });
  });
});

test("the idle desk lists calls that wait, the last calls, numbers and connections in words", async () => {
  await openWindow("idle-busy");
  expect(screen.getByRole("heading", { name: "2 calls on your desk" })).toBeTruthy();
  expect(await screen.findByText(/Another program uses the ports of Callside's door \(4731\)/)).toBeTruthy();
  expect(screen.getByText("91 % of the org's API calls are used")).toBeTruthy();
  expect(await screen.findAllByText("Priya Nair")).not.toEqual([]);
});

test("an empty desk says what will be here", async () => {
  await openWindow("idle-new");
  expect(await screen.findByText("Your first call will be listed here.")).toBeTruthy();
});
