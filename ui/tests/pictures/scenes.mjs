/** What is pictured: a situation of the stand-in host, and the keys or clicks that lead to the screen. */
import { TEAM_SCENES } from "./team-scenes.mjs";
import { WORK_SCENES } from "./work-scenes.mjs";

const press =
  (...keys) =>
  async (page) => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** An automation that begins with one of those that are ready, whole on one picture. */
async function beginWith(page, recipe) {
  await page.setViewportSize({ width: 1240, height: 1480 });
  await openTab(page, "Automations");
  await page.getByRole("button", { name: recipe, exact: true }).click();
  const isTaken = (title) => [...document.querySelectorAll("input")].some(({ value }) => value === title);
  await page.waitForFunction(isTaken, recipe);
}

async function openTab(page, name) {
  await page.keyboard.press("Escape");
  await page.keyboard.press(",");
  await page.getByRole("tab", { name, exact: true }).click();
  await page.getByRole("tabpanel", { name, exact: true }).waitFor();
}

/** Opens the palette and takes the first action that has these words. */
async function openAction(page, words) {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

/** Every screen in every state that a person meets. */
export const SCENES = [
  { name: "sign-in", fake: "signed-out" },
  {
    name: "sign-in-why",
    fake: "signed-out-why",
    act: (page) => page.getByText("My Domain", { exact: true }).click(),
  },
  { name: "sign-in-waiting", fake: "signing-in" },
  { name: "no-keychain", fake: "no-keychain" },
  { name: "no-database", fake: "no-database" },
  { name: "idle", fake: "idle" },
  { name: "idle-new", fake: "idle-new" },
  { name: "idle-busy", fake: "idle-busy" },
  { name: "call-ringing", fake: "ringing" },
  { name: "call-known", fake: "known" },
  { name: "call-interested", fake: "interested" },
  {
    name: "call-booked",
    fake: "known",
    act: async (page) => {
      await page.keyboard.press("2");
      await page.getByRole("group", { name: "Free in your calendar" }).waitFor();
    },
  },
  { name: "store-call", fake: "known" },
  { name: "store-wrap-up", fake: "interested" },
  { name: "store-outbox", fake: "outbox", act: press("o") },
  { name: "call-lead", fake: "lead" },
  { name: "call-several", fake: "several" },
  { name: "call-masked", fake: "masked" },
  { name: "call-unknown", fake: "unknown" },
  { name: "call-unknown-form", fake: "unknown-form" },
  { name: "call-withheld", fake: "withheld" },
  { name: "call-internal", fake: "internal" },
  { name: "call-unreadable", fake: "unreadable" },
  { name: "call-hostile", fake: "hostile" },
  { name: "call-stale", fake: "stale" },
  { name: "call-expired", fake: "expired" },
  {
    name: "call-not-kept",
    fake: "not-kept",
    act: async (page) => {
      await page.locator("#wrap-notes").press("End");
      await page.locator("#wrap-notes").type("!");
      await page.locator(".kept.failed").waitFor();
    },
  },
  { name: "call-missing", fake: "several", act: press("3", "Enter") },
  {
    name: "call-another",
    fake: "known",
    act: async (page) => {
      await page.locator("#wrap-notes").focus();
      await page.evaluate(() => window.callside.ring("several"));
    },
  },
  { name: "call-two", fake: "two-calls" },
  { name: "saved-waiting", fake: "saved-waiting", act: press("Control+1"), open: "five9:1" },
  { name: "saved-sent", fake: "saved-sent", open: "five9:1" },
  { name: "saved-refused", fake: "saved-refused", open: "five9:1" },
  {
    name: "search",
    fake: "unknown",
    act: async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("o");
      await page.keyboard.type("n");
      await page.getByText("Sanjay").waitFor();
    },
  },
  { name: "search-empty", fake: "idle", act: press("/") },
  { name: "actions", fake: "known", act: press("Control+k") },
  {
    name: "action-form",
    fake: "known",
    act: async (page) => {
      await openAction(page, "create case");
      await page.getByLabel("Product area").waitFor();
    },
  },
  {
    name: "action-rows",
    fake: "idle",
    act: async (page) => {
      await openAction(page, "search contacts");
      await page.getByLabel("Name, e-mail, phone or title").fill("Sarah");
      await page.keyboard.press("Enter");
      await page.getByText("2 found").waitFor();
    },
  },
  {
    name: "action-done",
    fake: "known",
    act: async (page) => {
      await openAction(page, "create case");
      await page.getByLabel("Product area").waitFor();
      await page.getByLabel("Subject").fill("No sound");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Undo" }).waitFor();
    },
  },
  {
    name: "action-several",
    fake: "known",
    act: async (page) => {
      await openAction(page, "follow up");
      await page.getByLabel("Subject").fill("#several");
      await page.keyboard.press("Enter");
      await page.getByText("Pick the record that is meant").waitFor();
      await page.getByText("Seats are missing").waitFor();
    },
  },
  {
    name: "setup-row-fields",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Actions");
      await page.locator("summary", { hasText: "Search contacts" }).click();
      const pick = page.getByLabel("Add a field to the rows: Search contacts");
      await pick.selectOption("Account");
      await page.getByText("Account…").first().waitFor({ state: "attached" });
      await pick.selectOption("Account.Name");
      const compared = page.getByLabel("Add a field: Fields that are compared, Search contacts");
      await compared.selectOption("Status");
      await compared.scrollIntoViewIfNeeded();
    },
  },
  {
    name: "setup-actions",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Actions");
      await page.locator("summary", { hasText: "Delete campaign" }).click();
    },
  },
  {
    name: "setup-own-action",
    fake: "idle",
    act: async (page) => {
      await page.setViewportSize({ width: 1240, height: 1200 });
      await openTab(page, "Actions");
      await page.getByRole("button", { name: "New: filled in beforehand" }).click();
      const own = page.getByRole("region", { name: /^(New: filled in beforehand|Complaint)/ });
      await own.getByLabel(/Title/).fill("Complaint about an invoice");
      await own.getByLabel(/What it is for/).fill("An urgent case for whoever calls.");
      await own.getByLabel(/^Runs this action/).selectOption("case.create");
      await own.getByLabel(/^Fill in a field beforehand/).selectOption("field Subject");
      await own
        .getByLabel(/Subject/)
        .first()
        .fill("Complaint of {{caller.name}}");
      await own.getByRole("button", { name: /^Save/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "automations",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Automations" }).click();
      await page.getByText("Tell of an escalated case").waitFor();
    },
  },
  {
    name: "automations-lead",
    fake: "idle",
    act: (page) => beginWith(page, "New lead from an unknown caller"),
  },
  {
    name: "automations-follow-up",
    fake: "idle",
    act: (page) => beginWith(page, "Follow-up task after interest"),
  },
  {
    name: "automations-dispositions",
    fake: "idle",
    act: async (page) => {
      await beginWith(page, "Reminder after no answer");
      await page.getByText("Busy", { exact: true }).first().waitFor();
    },
  },
  {
    name: "automations-message",
    fake: "idle",
    act: (page) => beginWith(page, "React to an Outbound Message"),
  },
  {
    name: "automations-rehearsed",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Automations");
      await page.getByLabel("And only if").first().fill('caller.found = "nobody" and call.talk_s > 60');
      await page.getByRole("button", { name: "Rehearse" }).click();
      await page.getByRole("button", { name: "Rehearse" }).click();
      await page.evaluate(() => window.callside.world.tell({ kind: "rehearsal" }));
      await page.getByText("By disposition").waitFor();
    },
  },
  {
    name: "automations-fault",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Automations" }).click();
      await page.getByLabel("And only if").first().fill('caler.found = "nobody"');
      await page.getByText("Did you mean").first().waitFor();
    },
  },
  {
    name: "automations-parent",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Automations" }).click();
      await page.getByRole("button", { name: "New automation" }).click();
      await page.getByLabel("It starts when").selectOption("updated_record");
      const list = page.getByLabel("Insert a fact into And only if");
      await list.selectOption("record.Account");
      await list.locator("option[value='record.Account.Industry']").waitFor({ state: "attached" });
      await page.getByLabel("And only if").first().fill('record.Account.Industry = "Energy"');
    },
  },
  {
    name: "automations-log",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Automations" }).click();
      await page.getByRole("button", { name: "What ran" }).click();
      await page.getByText("Call with +1 212-555-0142: it is over").click();
    },
  },
  {
    name: "automations-file",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Automations" }).click();
      await page.getByRole("button", { name: "As a file" }).click();
      await page.locator("textarea").waitFor();
    },
  },
  ...TEAM_SCENES,
  ...WORK_SCENES,
  { name: "outbox", fake: "outbox", act: press("o") },
  { name: "outbox-none", fake: "idle", act: press("o") },
  { name: "settings", fake: "idle", act: press("s") },
  {
    name: "settings-changed",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("s");
      await page.getByLabel("API version").fill("58.0");
      await page.getByText("Type a version from 59.0").scrollIntoViewIfNeeded();
    },
  },
  { name: "call-look-ups", fake: "look-ups" },
  {
    name: "setup-look-ups",
    fake: "look-ups",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.locator("button.open").first().click();
      await page.locator(".try button").click();
      await page.locator(".form table").waitFor();
    },
  },
  {
    name: "setup-console",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab").nth(1).click();
      await page.getByRole("textbox", { name: "Query" }).fill("SELECT Name, NumberOfEmployees FROM Account");
      await page.keyboard.press("Escape");
      await page.locator("button.primary").click();
      await page.locator("th button").nth(1).click();
    },
  },
  {
    name: "setup-console-typing",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab").nth(1).click();
      await page.getByRole("textbox", { name: "Query" }).fill("SELECT Nmae FROM Account WHERE ");
      await page.getByRole("textbox", { name: "Query" }).press("Control+Space");
      await page.getByRole("option").first().waitFor();
    },
  },
  ...["relay-up", "relay-down", "relay-sign-in"].map((fake) => ({
    name: `settings-${fake}`,
    fake,
    act: async (page) => {
      await page.keyboard.press("s");
      await page.getByRole("heading", { name: "Relay", exact: true }).scrollIntoViewIfNeeded();
    },
  })),
  {
    name: "settings-parked",
    fake: "relay-admin",
    act: async (page) => {
      await page.keyboard.press("s");
      const heading = page.getByRole("heading", { name: "For nobody yet" });
      await heading.evaluate((found) => found.closest("section").scrollIntoView());
    },
  },
  ...["update-newer", "update-fetching", "update-ready", "update-forged", "update-off"].map((fake) => ({
    name: `settings-${fake}`,
    fake,
    act: async (page) => {
      await page.keyboard.press("s");
      await page.getByRole("heading", { name: "Updates", exact: true }).scrollIntoViewIfNeeded();
    },
  })),
  ...["idle", "troubled"].map((fake) => ({
    name: `settings-self-test-${fake}`,
    fake,
    act: async (page) => {
      await page.keyboard.press("s");
      await page.getByRole("button", { name: "Run the self-test" }).click();
      await page.getByRole("button", { name: "Prepare it" }).click();
      await page.getByText("Exactly this will be saved").scrollIntoViewIfNeeded();
    },
  })),
  { name: "outage", fake: "outage" },
  ...["known", "several", "outbox"].map((fake) => ({
    name: `masked-${fake}`,
    fake,
    act: async (page) => {
      await page.evaluate(() => document.activeElement?.blur());
      await page.keyboard.press("m");
      await page.getByText("Masked").waitFor();
    },
  })),
  {
    name: "settings-privacy",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("s");
      await page.getByRole("button", { name: "Show what is stored" }).click();
      await page.getByRole("heading", { name: "Privacy", exact: true }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "settings-forget",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("s");
      await page.getByLabel("Phone number").fill("(415) 555-0134");
      await page.getByRole("button", { name: "Look what there is" }).click();
      await page.getByRole("button", { name: "Forget this caller" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "settings-audit",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("s");
      await page.getByRole("button", { name: "Show the audit" }).click();
      await page.getByText("Oldest lines cut off").scrollIntoViewIfNeeded();
    },
  },
  ...["ruled", "ruled-faulty"].map((fake) => ({
    name: `settings-${fake}`,
    fake,
    act: async (page) => {
      await page.keyboard.press("s");
      await page.getByRole("heading", { name: "Policy of this machine" }).scrollIntoViewIfNeeded();
    },
  })),
  {
    name: "setup-org",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Check the org" }).click();
      await page.getByRole("tabpanel").getByRole("button", { name: "Check now" }).click();
      await page.getByText("Prospecting").waitFor();
    },
  },
  {
    name: "setup-phone-fields",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Phone fields");
      const contacts = page.getByRole("region", { name: "Contact" });
      for (const field of ["Emergency_Phone__c", "Pager__c"]) {
        await contacts.getByLabel("Add a field").selectOption(field);
        await contacts.getByText(field).waitFor();
      }
      await contacts.getByRole("button", { name: "Take away: Business Fax, Contact" }).click();
      await contacts.getByRole("checkbox", { name: "Confirm first: Pager, Contact" }).click();
    },
  },
  {
    name: "setup-rehearsal-matches",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Phone fields");
      const contacts = page.getByRole("region", { name: "Contact" });
      await contacts.getByLabel("Add a field").selectOption("Emergency_Phone__c");
      await contacts.getByRole("button", { name: "Take away: Business Fax, Contact" }).click();
      await page.getByRole("button", { name: "Rehearse" }).click();
      await page.getByRole("button", { name: "Rehearse" }).click();
      await page.evaluate(() => window.callside.world.tell({ kind: "rehearsal" }));
      await page.getByText("By disposition").waitFor();
    },
  },
  { name: "callbacks", fake: "idle", act: press("b") },
  {
    name: "setup-fields",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Fields");
      await page.locator('[data-column="field"]').nth(5).fill("Descripton");
      await page.getByText("has no field Descripton").waitFor();
    },
  },
  {
    name: "setup-outcomes",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Dispositions");
      await page.getByText("What follows from Interested").waitFor();
    },
  },
  {
    name: "setup-working-hours",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Dispositions");
      await page.getByLabel("Until").fill("08:00");
      await page.getByText("It ends before it begins").waitFor();
      await page.getByRole("heading", { name: "What a call would write" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "setup-days-off",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Dispositions");
      for (const [date, name] of [
        ["12-25", "Christmas Day"],
        ["2026-04-03", "Good Friday"],
        ["1 May", ""],
      ]) {
        await page.getByRole("button", { name: "Add a day off" }).click();
        await page.getByLabel(/^Date/).last().fill(date);
        await page
          .getByLabel(/^Name \(optional\)/)
          .last()
          .fill(name);
      }
      await page.getByText("Write a day as").waitFor();
      await page.getByRole("heading", { name: "What a call would write" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "setup-rehearsal",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Fields");
      await page.locator('[data-column="through"]').nth(5).fill("truncate 10");
      await openTab(page, "Rehearsal");
      await page.getByRole("button", { name: "Rehearse" }).click();
      await page.evaluate(() => window.callside.world.tell({ kind: "rehearsal" }));
      await page.getByText("By disposition").waitFor();
    },
  },
  {
    name: "setup-rehearsal-records",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Rehearsal");
      await page.getByLabel("What is rehearsed").selectOption("file");
      const text =
        '{"callside_config": 1, "automations": [{"on": {"trigger": "new_record", "object": "Lead"}}]}';
      const buffer = Buffer.from(text);
      await page
        .getByLabel("Take a file")
        .setInputFiles({ name: "leads.json", mimeType: "application/json", buffer });
      await page.getByRole("button", { name: "Rehearse" }).click();
      await page.evaluate(() => window.callside.world.tell({ kind: "rehearsal" }));
      await page.getByText("By field").waitFor();
    },
  },
  {
    name: "setup-rehearsal-file",
    fake: "idle",
    act: async (page) => {
      await openTab(page, "Rehearsal");
      await page.getByLabel("What is rehearsed").selectOption("file");
      const buffer = Buffer.from('{"callside_config": 1, "automations": [{"when": "caler.found"}]}');
      await page
        .getByLabel("Take a file")
        .setInputFiles({ name: "monday.json", mimeType: "application/json", buffer });
      await page.getByRole("button", { name: "Rehearse" }).click();
      await page.getByText("This file has faults").waitFor();
    },
  },
  { name: "outbox-untold", fake: "outbox-untold", act: press("o") },
  { name: "phone-talking", fake: "phone-talking" },
  { name: "phone-over", fake: "phone-over" },
  { name: "phone-without", fake: "phone-without" },
  {
    name: "phone-transfer",
    fake: "phone-talking",
    act: (page) => page.getByRole("button", { name: "Transfer…" }).click(),
  },
  {
    name: "phone-asks",
    fake: "phone-unknown",
    act: (page) => page.getByRole("button", { name: "Call them back" }).click(),
  },
  {
    name: "setup-phones",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Phones" }).click();
      await page.getByText("Web connectors").first().waitFor();
    },
  },
  {
    name: "setup-five9",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Phones" }).click();
      await page.locator("summary", { hasText: "Web connectors" }).click();
      await page.getByText("@Call.ANI@").first().waitFor();
    },
  },
  {
    name: "setup-aircall",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Phones" }).click();
      await page.locator("summary", { hasText: "Users" }).click();
      await page.getByRole("button", { name: "List them" }).last().click();
      await page.getByText("sam@acme.example").first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "setup-campaigns",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Phones" }).click();
      await page.locator("summary", { hasText: "Your middleware" }).click();
      await page.locator("summary", { hasText: "Campaigns in Five9" }).click();
      await page.getByRole("button", { name: "List them" }).first().click();
      await page.getByRole("button", { name: "Renewals" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "setup-sticky",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "Phones" }).click();
      await page.locator("summary", { hasText: "Ids of your own" }).click();
      await page.getByRole("button", { name: "Remove: account_number" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "phone-record",
    fake: "phone-talking",
    act: async (page) => {
      await page.getByRole("button", { name: /^What .* knows$/ }).click();
      await page.getByText("Its address book does not have this number.").waitFor();
    },
  },
  { name: "recording-link", fake: "recording-link" },
  {
    name: "setup-ivr",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press(",");
      await page.getByRole("tab", { name: "IVR" }).click();
      await page.getByRole("button", { name: "Ask" }).click();
      await page.getByText("Refunds", { exact: true }).scrollIntoViewIfNeeded();
    },
  },
  { name: "keys", fake: "idle", act: press("?") },
  { name: "first-sign-in", fake: "signed-out", first: "sign_in" },
  {
    name: "first-phones",
    fake: "idle",
    first: "phones",
    act: (page) => page.getByText("Webhooks, and the API for calling out").click(),
  },
  {
    name: "first-test-call",
    fake: "idle",
    first: "test_call",
    act: async (page) => {
      await page.getByRole("button", { name: "Place a test call" }).click();
      await page.getByText("Works:").waitFor();
    },
  },
  {
    name: "first-keys",
    fake: "supervisor",
    first: "keys",
    act: async (page) => {
      await page.getByText("Press N:").waitFor();
      await page.keyboard.press("h");
      await page.getByText("That was another key").waitFor();
    },
  },
  { name: "first-end", fake: "supervisor", first: "end" },
  ...["known", "masked", "several", "unknown", "saved-waiting", "idle-busy"].map((fake) => ({
    name: `compact-${fake}`,
    fake,
    act: async (page) => {
      await page.keyboard.press("v");
      await page.getByRole("button", { name: "Full window" }).waitFor();
    },
  })),
  {
    name: "compact-another",
    fake: "known",
    act: async (page) => {
      await page.keyboard.press("v");
      await page.getByRole("button", { name: "Full window" }).waitFor();
      await page.locator("#wrap-notes").focus();
      await page.evaluate(() => window.callside.ring("several"));
    },
  },
];

/** Window sizes; `zoom` shows everything that much larger, as the window's zoom does. */
export const SIZES = [
  { name: "1240x800", width: 1240, height: 800, zoom: 1 },
  { name: "900x600", width: 900, height: 600, zoom: 1 },
  { name: "400x560", width: 400, height: 560, zoom: 1 },
  { name: "zoom130", width: 1240, height: 800, zoom: 1.3 },
  // The compact window as it first comes; other screens make the window whole.
  { name: "360x560", width: 360, height: 560, zoom: 1, only: "compact-" },
  // As software centres show them, 16 to 9: packaging/linux/pictures.
  { name: "1248x702", width: 1248, height: 702, zoom: 1, only: "store-" },
];
