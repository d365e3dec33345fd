import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { SavedRowsView, SoqlAnswerView } from "../../src/host/bindings";
import { lookUpsOf } from "../../src/host/fake/look-ups";
import { asked, openWindow, press, type } from "./window";

async function openTab(name: string) {
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name }));
}

test("look-ups stand beside the pop, each with its freshness", async () => {
  const { fake } = await openWindow("look-ups");
  const live = within(await screen.findByRole("region", { name: "Entitlement" }));
  expect(live.getByRole("columnheader", { name: "Plan" })).toBeTruthy();
  expect(live.getByText("120").closest("td")?.textContent).toContain("changed");
  await fireEvent.click(live.getByRole("button", { name: /C-20418/ }));
  expect(asked(fake, "open_record")).toEqual([{ object: "Entitlement", id: "5505g00000Entitl1AAA" }]);

  expect(screen.getByText("Salesforce took too long to answer.")).toBeTruthy();
  expect(screen.getByText("2 d old")).toBeTruthy();
  expect(screen.getByText("4 more in Salesforce.")).toBeTruthy();
});

test("look-ups that are announced take their places", async () => {
  const { fake } = await openWindow("known");
  expect(screen.queryByRole("heading", { name: "Entitlement" })).toBeNull();
  const [call] = fake.world.pops.keys();
  fake.world.putLookUps(call ?? "", lookUpsOf(Date.now()));
  expect(await screen.findByRole("heading", { name: "Entitlement" })).toBeTruthy();
});

test("a look-up is edited, checked, tried and saved", async () => {
  const { fake } = await openWindow("look-ups");
  await openTab("Look-ups");
  await fireEvent.click(await screen.findByRole("button", { name: /Entitlement/, expanded: false }));
  await type(screen.getByLabelText("Title"), "Contract");
  const offered = within(screen.getByLabelText("Try on a call")).getAllByRole("option");
  expect(offered.map((option) => option.textContent)).toEqual(["Sarah Johnson, +1 415-555-0134"]);
  await fireEvent.click(screen.getByRole("button", { name: "Try" }));
  expect(await screen.findByText("C-20418")).toBeTruthy();
  expect(asked(fake, "try_look_up")[0]?.look_up.title).toBe("Contract");
  await fireEvent.click(screen.getByRole("button", { name: /Save look-ups/ }));
  await waitFor(() => expect(asked(fake, "import_configuration")).toHaveLength(1));
  const file = JSON.parse(asked(fake, "import_configuration")[0]?.text ?? "") as {
    callside_config: number;
    look_ups: { title: string }[];
  };
  expect(file.callside_config).toBe(1);
  expect(file.look_ups.map((row) => row.title)).toEqual(["Contract", "Last orders"]);
});

test("what is wrong in a query is said with its place, and mended by a press", async () => {
  await openWindow("idle");
  await openTab("SOQL console");
  const editor = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Query" });
  await type(editor, "SELECT Nmae FROM Account");
  await fireEvent.click(await screen.findByRole("button", { name: "Did you mean Name?" }));
  expect(editor.value).toBe("SELECT Name FROM Account");
});

test("suggestions are taken with the keyboard", async () => {
  await openWindow("idle");
  await openTab("SOQL console");
  const editor = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Query" });
  editor.focus();
  editor.value = "SELECT Num";
  editor.setSelectionRange(10, 10);
  await fireEvent.input(editor);
  const option = await screen.findByRole("option", { name: /NumberOfEmployees/ });
  expect(editor.getAttribute("aria-activedescendant")).toBe(option.id);
  await press("Tab");
  expect(editor.value).toBe("SELECT NumberOfEmployees");
});

test("the console asks, orders, reads on and saves", async () => {
  const { fake } = await openWindow("idle");
  await openTab("SOQL console");
  const editor = screen.getByRole("textbox", { name: "Query" });
  await type(editor, "SELECT Name FROM Account");
  await press("Enter", { ctrlKey: true });
  expect(await screen.findByText("1000 rows, 1500 more in Salesforce (412 ms)")).toBeTruthy();

  const head = screen.getByRole("columnheader", { name: /Employees/ });
  await fireEvent.click(within(head).getByRole("button"));
  expect(head.getAttribute("aria-sort")).toBe("ascending");
  const first = screen.getAllByRole("row")[1] as HTMLElement;
  expect(within(first).getAllByRole("cell")[1]?.textContent).toBe("0");

  const grid = screen.getByRole("region", { name: "Rows" });
  expect(screen.getAllByRole("row").length).toBeLessThan(60);
  await fireEvent.scroll(grid, { target: { scrollTop: 1000 * 36 } });
  await waitFor(() => expect(asked(fake, "more_soql")).toHaveLength(1));

  await fireEvent.click(screen.getByRole("button", { name: "Copy rows" }));
  await waitFor(() => expect(fake.copied[0]).toContain("'=HYPERLINK"));
  await fireEvent.click(screen.getByRole("button", { name: "Save all as CSV" }));
  expect(await screen.findByText(/callside-query-2026-11-26.csv/)).toBeTruthy();
});

test("what Salesforce refuses is said in its words, and what runs can be withdrawn", async () => {
  const { fake } = await openWindow("idle");
  await openTab("SOQL console");
  const editor = screen.getByRole("textbox", { name: "Query" });
  await type(editor, "SELECT #refuse FROM Account");
  await press("Enter", { ctrlKey: true });
  expect(await screen.findByText("Implementation restriction: <b>no</b>")).toBeTruthy();

  let end: () => void = () => undefined;
  fake.override("run_soql", () => new Promise((resolve) => (end = () => resolve({ kind: "withdrawn" }))));
  await type(editor, "SELECT Name FROM Account");
  await press("Enter", { ctrlKey: true });
  await fireEvent.click(await screen.findByRole("button", { name: "Withdraw" }));
  expect(asked(fake, "cancel_soql")).toHaveLength(1);
  end();
  expect(await screen.findByText("Withdrawn. Nothing was changed.")).toBeTruthy();
});

/** Rows of 2,500, a thousand a page: each answer of the org is let out by hand. */
function slowly(fake: Awaited<ReturnType<typeof openWindow>>["fake"]) {
  const waiting: ((kind: "rows" | "withdrawn") => void)[] = [];
  const page = (rows: number): SoqlAnswerView => ({
    kind: "rows",
    table: {
      columns: [{ label: "Name", path: "Name" }],
      rows: Array.from({ length: rows }, () => ({ record: null, cells: [{ kind: "text", text: "Acme" }] })),
      left_out: 2500 - rows,
    },
    more: rows === 1000,
    took_ms: 10,
  });
  fake.override("run_soql", () => Promise.resolve(page(1000)));
  fake.override(
    "more_soql",
    () =>
      new Promise((resolve) =>
        waiting.push((kind) => resolve(kind === "rows" ? page(1000) : { kind: "withdrawn" })),
      ),
  );
  return async (kind: "rows" | "withdrawn") => {
    await waitFor(() => expect(waiting.length).toBeGreaterThan(0));
    waiting.shift()?.(kind);
  };
}

test("a long query says how far it is; withdrawn, the rows that came stay and the rest can be read", async () => {
  const { fake } = await openWindow("idle");
  await openTab("SOQL console");
  const answer = slowly(fake);
  await type(screen.getByRole("textbox", { name: "Query" }), "SELECT Name FROM Account");
  await press("Enter", { ctrlKey: true });
  await fireEvent.click(await screen.findByRole("button", { name: "Read all 2,500 rows" }));
  expect(await screen.findByText("1,000 of 2,500 rows")).toBeTruthy();
  await answer("rows");
  expect(await screen.findByText("2,000 of 2,500 rows")).toBeTruthy();
  const bar = screen.getByRole<HTMLProgressElement>("progressbar", { name: "Rows so far" });
  expect([bar.value, bar.max]).toEqual([2000, 2500]);
  await fireEvent.click(screen.getByRole("button", { name: "Withdraw" }));
  expect(asked(fake, "cancel_soql")).toHaveLength(1);
  await answer("withdrawn");
  expect(await screen.findByText(/^Withdrawn\. 2,000 of 2,500 rows had come and stay here/)).toBeTruthy();
  expect(screen.getByText("2000 rows, 500 more in Salesforce (10 ms)")).toBeTruthy();
  expect(asked(fake, "more_soql")).toHaveLength(2);
  await fireEvent.click(screen.getByRole("button", { name: "Read all 2,500 rows" }));
  await waitFor(() => expect(asked(fake, "more_soql")).toHaveLength(3));
});

test("a file of rows says how far it is, and what is in it when it was withdrawn", async () => {
  const { fake } = await openWindow("idle");
  await openTab("SOQL console");
  slowly(fake);
  let save: (saved: SavedRowsView) => void = () => undefined;
  fake.override("export_soql", () => new Promise((resolve) => (save = resolve)));
  await type(screen.getByRole("textbox", { name: "Query" }), "SELECT Name FROM Account");
  await press("Enter", { ctrlKey: true });
  await fireEvent.click(await screen.findByRole("button", { name: "Save all as CSV" }));
  const run = asked(fake, "export_soql")[0]?.run ?? 0;
  fake.world.tell({ kind: "query_rows", run: run + 1, rows: 2000, total: 2500 });
  expect(await screen.findByText("0 of 2,500 rows")).toBeTruthy();
  fake.world.tell({ kind: "query_rows", run, rows: 2000, total: 2500 });
  expect(await screen.findByText("2,000 of 2,500 rows")).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: "Withdraw" }));
  save({ path: "Downloads/rows.csv", rows: 2000, total: 2500, end: "withdrawn" });
  expect(await screen.findByText(/the file has the 2,000 of 2,500 rows that had come/)).toBeTruthy();
});

test("a query becomes a look-up", async () => {
  await openWindow("idle");
  await openTab("SOQL console");
  await type(screen.getByRole("textbox", { name: "Query" }), "SELECT Name FROM Account");
  await fireEvent.click(screen.getByRole("button", { name: "Use as look-up" }));
  const query = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Query" });
  await waitFor(() => expect(query.value).toBe("SELECT Name FROM Account"));
  expect(screen.getByRole("tab", { name: "Look-ups" }).getAttribute("aria-selected")).toBe("true");
  expect(screen.getByRole("button", { name: /Save look-ups/ })).toBeTruthy();
});

test("the settings draw how the API calls stand", async () => {
  await openWindow("idle-busy");
  expect(screen.getByText(/look-ups and background work wait/)).toBeTruthy();
  await press("s");
  expect(await screen.findByRole("img", { name: /91 % used\. Slower from 70 %/ })).toBeTruthy();
  expect(screen.getByRole("rowheader", { name: "Look-ups" })).toBeTruthy();
});
