import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { fileOf, newDefinition, newTrigger, tidy } from "../../src/screens/setup/automations/definition";
import { asked, openWindow, press } from "./window";

async function openTab() {
  const open = await openWindow("idle");
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name: "Automations" }));
  await screen.findByText("Tell of an escalated case");
  return open;
}

test("an automation is built from lists, and its faults are shown while it is built", async () => {
  await openTab();
  const condition = screen.getAllByLabelText("And only if")[0] as HTMLInputElement;
  await fireEvent.input(condition, { target: { value: 'caler.found = "nobody"' } });
  expect(await screen.findByText(/Did you mean caller.found/)).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/Did you mean caller.found/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Save" })).toBeTruthy();
  await fireEvent.input(condition, { target: { value: 'caller.found = "nobody"' } });
  await fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => screen.queryByRole("button", { name: "Save" })).toBeNull();
});

test("facts are picked into a text", async () => {
  await openTab();
  await fireEvent.click(screen.getByText("Tell of an escalated case"));
  const text = await screen.findByLabelText("Message");
  const pick = screen.getByLabelText("Insert a fact into Message: Step 1");
  await fireEvent.change(pick, { target: { value: "caller.name" } });
  expect((text as HTMLInputElement).value).toContain("{{caller.name}}");
});

/** What the list beside a field offers, without what it says while it is closed. */
const offered = (pick: HTMLSelectElement) => [...pick.options].map((option) => option.value).slice(1);

/** The list beside the condition of an automation on this trigger. */
async function conditionOn(trigger: string) {
  const open = await openTab();
  await fireEvent.click(screen.getByRole("button", { name: "New automation" }));
  await fireEvent.change(screen.getByLabelText("It starts when"), { target: { value: trigger } });
  const pick = screen.getByLabelText<HTMLSelectElement>("Insert a fact into And only if");
  return { ...open, pick, condition: screen.getByLabelText<HTMLInputElement>("And only if") };
}

test("fields of parents are picked one relationship at a time", async () => {
  const { fake, pick, condition } = await conditionOn("updated_record");
  await waitFor(() => expect(offered(pick)).toContain("record.Account"));
  expect(offered(pick)).toContain("record.Status");
  await fireEvent.change(pick, { target: { value: "record.Account" } });
  await waitFor(() => expect(offered(pick)).toContain("record.Account.Name"));
  expect(offered(pick), "only of the parent").not.toContain("record.Status");
  expect(condition.value, "a parent alone is no fact").toBe("");
  expect(screen.getByText(/The list has the fields of record.Account/)).toBeTruthy();

  await fireEvent.change(pick, { target: { value: "record.Account.Owner" } });
  await waitFor(() => expect(offered(pick)).toContain("record.Account.Owner.Email"));
  await fireEvent.change(pick, { target: { value: "record.Account.Owner.Email" } });
  expect(condition.value).toBe("record.Account.Owner.Email");
  await waitFor(() => expect(offered(pick), "back at the record").toContain("record.Status"));

  await fireEvent.change(pick, { target: { value: "record.Account" } });
  await waitFor(() => expect(offered(pick)).toContain("record.Account.Name"));
  expect(
    asked(fake, "parent_choices").map((one) => one.path),
    "each is asked for once",
  ).toEqual(["record.Account", "record.Account.Owner"]);
  await fireEvent.change(pick, { target: { value: ".." } });
  await waitFor(() => expect(offered(pick)).toContain("record.Status"));
});

test("another trigger has other parents, and an Outbound Message has none", async () => {
  const { pick } = await conditionOn("new_record");
  await waitFor(() => expect(offered(pick)).toContain("record.Account"));
  await fireEvent.change(pick, { target: { value: "record.Account" } });
  await waitFor(() => expect(offered(pick)).toContain("record.Account.Name"));
  await fireEvent.change(screen.getByLabelText("It starts when"), { target: { value: "outbound_message" } });
  await waitFor(() => expect(offered(pick)).toContain("record.Status"));
  expect(offered(pick).filter((path) => path.startsWith("record.Account"))).toEqual([]);
});

test("the list is that of the trigger that was picked last, however slow an earlier answer was", async () => {
  const { fake, pick } = await conditionOn("new_record");
  await waitFor(() => expect(offered(pick)).toContain("record.Account"));
  let answer: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (answer = resolve));
  fake.override("automation_choices", async ({ trigger }) => {
    if (trigger.includes("outbound_message")) await slow;
    return fake.world.automations.choices(trigger);
  });
  const starts = screen.getByLabelText("It starts when");
  await fireEvent.change(starts, { target: { value: "outbound_message" } });
  await fireEvent.change(starts, { target: { value: "call" } });
  answer();
  await waitFor(() => expect(offered(pick)).toContain("caller.found"));
  expect(offered(pick)).not.toContain("record.Status");
});

test("steps are added and taken away", async () => {
  await openTab();
  await fireEvent.click(screen.getByText("Tell of an escalated case"));
  await screen.findByLabelText("Message");
  const adds = screen.getAllByRole("button", { name: "Add a step" });
  await fireEvent.click(adds[adds.length - 1] as HTMLElement);
  expect(screen.getAllByLabelText("Message")).toHaveLength(2);
  await fireEvent.click(screen.getByRole("button", { name: "Remove step 2" }));
  expect(screen.getAllByLabelText("Message")).toHaveLength(1);
});

test("the log says what ran, why, and what came of it", async () => {
  await openTab();
  await fireEvent.click(screen.getByRole("button", { name: "What ran" }));
  const run = (await screen.findByText("Call with +1 212-555-0142: it is over")).closest(
    "details",
  ) as HTMLElement;
  expect(within(run).getByText(/Showed: New lead/)).toBeTruthy();
  expect(within(run).getByText("caller.number")).toBeTruthy();
  expect(screen.getByText("Held back")).toBeTruthy();
});

test("what runs while the log is read is in it, and older runs go on from what is shown", async () => {
  const { fake } = await openTab();
  const [newest, older] = [fake.world.automations.runs(fake.world.now()), "Older automation"];
  const [first, ...rest] = newest;
  if (!first) throw new Error("there are runs");
  const waiting: (() => void)[] = [];
  const held = () => new Promise<void>((resolve) => waiting.push(resolve));
  let page = { runs: rest, next: 7 as number | null };
  fake.override("automation_runs", async ({ before }) => {
    const answer = before === null ? page : { runs: [{ ...first, id: 99, title: older }], next: null };
    await held();
    return answer;
  });
  const release = async () => {
    await waitFor(() => expect(waiting.length).toBeGreaterThan(0));
    waiting.shift()?.();
  };
  await fireEvent.click(screen.getByRole("button", { name: "What ran" }));
  await waitFor(() => expect(waiting).toHaveLength(1));
  page = { runs: newest, next: 5 };
  fake.world.tell({ kind: "automations" });
  await release();
  await release();
  await waitFor(() => expect(screen.getAllByText(first.title)).toHaveLength(2));

  await fireEvent.click(screen.getByRole("button", { name: "Older runs" }));
  await waitFor(() => expect(waiting).toHaveLength(1));
  page = { runs: newest, next: 4 };
  fake.world.tell({ kind: "automations" });
  await waitFor(() => expect(waiting).toHaveLength(2));
  waiting.pop()?.();
  await waitFor(() => expect(waiting).toHaveLength(1));
  await release();
  await waitFor(() =>
    expect(screen.getByRole("button", { name: "Older runs" }).getAttribute("aria-busy")).not.toBe("true"),
  );
  expect(screen.queryByText(older)).toBeNull();
  await fireEvent.click(screen.getByRole("button", { name: "Older runs" }));
  await release();
  expect(await screen.findByText(older)).toBeTruthy();
});

test("the log names callers and records, opens both, and has their ids for whoever looks elsewhere", async () => {
  const { fake } = await openTab();
  await fireEvent.click(screen.getByRole("button", { name: "What ran" }));
  const of = async (text: string) => (await screen.findByText(text)).closest("details") as HTMLElement;
  const message = await of("Case 00001026: Outbound Message");
  await fireEvent.click(within(message).getByRole("button", { name: /^00001026/ }));
  expect(asked(fake, "open_record").at(-1)).toMatchObject({ object: "Case", id: "5005g00000CaseOneAAA" });
  const call = await of("Call with Priya Raman: it is over");
  const id = within(call).getByLabelText<HTMLInputElement>("Id of the call in the phone system");
  expect(id.value).toBe("300000000001234");
  const ids = [...call.querySelectorAll("summary, ol, .of")].map((part) => part.textContent).join(" ");
  expect(ids).not.toMatch("300000000001234");
  await fireEvent.click(within(call).getByRole("button", { name: /^Open the call of/ }));
  await waitFor(() => expect(asked(fake, "open_call").at(-1)).toEqual({ call: "five9:300000000001234" }));
});

test("the same is a file, and a faulty file says line and nearest name", async () => {
  await openTab();
  await fireEvent.click(screen.getByRole("button", { name: "As a file" }));
  const text = (await screen.findByLabelText("Text of the file")) as HTMLTextAreaElement;
  await expect.poll(() => text.value).toContain("callside_config");
  await fireEvent.input(text, { target: { value: text.value.replace("caller.found", "caler.found") } });
  await fireEvent.click(screen.getByRole("button", { name: "Take it over" }));
  expect(await screen.findByText(/Nothing was changed/)).toBeTruthy();
  expect(screen.getByText(/Line 4/)).toBeTruthy();
});

test("an empty condition is none, and names are unlike", () => {
  const made = newDefinition(["automation_1", "automation_2"], "x");
  expect(made.name).toBe("automation_3");
  expect("when" in tidy({ ...made, when: "  " })).toBe(false);
  expect(JSON.parse(fileOf([made]))).toMatchObject({ callside_config: 1 });
  expect(newTrigger("new_record", { trigger: "deleted_record", object: "Case" })).toMatchObject({
    object: "Case",
  });
});
