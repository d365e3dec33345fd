/** Actions of an admin's own, built in Setup. */
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { asked, openWindow, press, type, type OpenWindow } from "./window";

async function setUp(): Promise<OpenWindow> {
  const open = await openWindow("idle");
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name: "Actions" }));
  await screen.findByText("Delete campaign");
  return open;
}

interface ActionsFile {
  actions: { setups: Record<string, unknown>; templates: Record<string, unknown> };
}

const takenFile = (fake: OpenWindow["fake"]) =>
  JSON.parse(asked(fake, "import_configuration").at(-1)?.text ?? "{}") as ActionsFile;

test("an action of one's own is built from others, filled in beforehand, and taken over", async () => {
  const { fake } = await setUp();
  await fireEvent.click(screen.getByRole("button", { name: "New: filled in beforehand" }));
  const own = within(await screen.findByRole("region", { name: "New: filled in beforehand" }));
  await type(own.getByLabelText(/^Title/), "Réclamation – urgent");
  await screen.findByText("In the file: own.reclamation_urgent");
  await fireEvent.change(own.getByLabelText(/^Runs this action/), { target: { value: "case.create" } });
  const fill = await own.findByLabelText(/^Fill in a field beforehand/);
  await fireEvent.change(fill, { target: { value: "field Subject" } });
  await type(await own.findByLabelText(/^Subject/), "Complaint of ");
  const facts = await own.findByLabelText(/Insert.*Subject/);
  await within(facts).findAllByRole("option", { name: /^name/ });
  await fireEvent.change(facts, { target: { value: "caller.name" } });
  await fireEvent.click(own.getByRole("button", { name: "Another action after it" }));
  await fireEvent.change(own.getByLabelText("Runs this action: Action 2"), {
    target: { value: "contact.update" },
  });
  await fireEvent.click(own.getByRole("button", { name: /^Save/ }));
  await waitFor(() => expect(asked(fake, "import_configuration")).toHaveLength(1));
  expect(takenFile(fake).actions.setups["own.reclamation_urgent"]).toEqual({
    title: "Réclamation – urgent",
    steps: [
      { run: "case.create", fields: { Subject: "Complaint of {{caller.name}}" } },
      { run: "contact.update" },
    ],
  });
  expect(takenFile(fake).actions.setups["follow_up"], "the others stay").toBeTruthy();
});

test("a query and a call of one's own ask the agent, and say what is wrong before they are taken over", async () => {
  const { fake } = await setUp();
  await fireEvent.click(screen.getByRole("button", { name: "New: a call of the API" }));
  const call = within(await screen.findByRole("region", { name: "New: a call of the API" }));
  await type(call.getByLabelText(/^Title/), "oops");
  await fireEvent.change(call.getByLabelText("Method"), { target: { value: "POST" } });
  await fireEvent.click(call.getByRole("button", { name: "Ask for something" }));
  await type(call.getByLabelText("Name: Question 1"), "minutes");
  await type(call.getByLabelText("Label: Question 1"), "Minutes");
  await type(call.getByLabelText("Path"), "actions/custom/flow/Call_Back");
  await type(call.getByLabelText("Body (JSON)"), '{"inputs":[{"wait":"{{input.minutes}}"}]}');
  fake.override("check_configuration", ({ text }) => {
    const path = "actions.templates.own.oops.steps.0.path";
    const wrong = { wrong: "nowhere" as const, of: { thing: "action" as const, name: "Call_Back" } };
    const faults = text.includes("own.oops") ? [{ line: 9, path, wrong, nearest: null }] : [];
    return Promise.resolve({ faults });
  });
  await type(call.getByLabelText("Path"), "actions/custom/flow/Call_Bac");
  expect(await call.findByText("It cannot be taken over yet:")).toBeTruthy();
  await type(call.getByLabelText(/^Title/), "Call back");
  await waitFor(() => expect(call.queryByText("It cannot be taken over yet:")).toBeNull());
  await fireEvent.click(call.getByRole("button", { name: /^Save/ }));
  await waitFor(() => expect(asked(fake, "import_configuration")).toHaveLength(1));
  expect(takenFile(fake).actions.templates["own.call_back"]).toEqual({
    title: "Call back",
    inputs: [{ name: "minutes", label: "Minutes" }],
    steps: [
      {
        do: "call",
        method: "POST",
        path: "actions/custom/flow/Call_Bac",
        body: { inputs: [{ wait: "{{input.minutes}}" }] },
      },
    ],
  });
});

test("what was built is changed and deleted; what says more than can be built is left to the file", async () => {
  const { fake } = await setUp();
  const list = within(screen.getByRole("list", { name: "Actions of your own" }));
  expect(list.getByText("written in the file below").closest("li")?.textContent).toContain("own.two");
  const change = () => screen.findByRole("button", { name: "Change: Follow up in a week" });
  await fireEvent.click(await change());
  const own = within(await screen.findByRole("region", { name: "Follow up in a week" }));
  const subject = await own.findByLabelText<HTMLInputElement>(/^Subject/);
  expect(subject.value).toBe("Follow up of {{caller.name}}");
  await type(subject, "Follow up");
  await fireEvent.click(own.getByRole("button", { name: /^Save/ }));
  await waitFor(() => expect(asked(fake, "import_configuration")).toHaveLength(1));
  expect(takenFile(fake).actions.setups["follow_up"]).toEqual({
    title: "Follow up in a week",
    steps: [{ run: "case.create", fields: { Subject: "Follow up" } }],
    serves: { moments: ["talking", "wrap_up"] },
  });
  await fireEvent.click(await change());
  await fireEvent.click(await screen.findByRole("button", { name: "Delete" }));
  await fireEvent.click(await screen.findByRole("button", { name: "Yes, delete it" }));
  await waitFor(() => expect(asked(fake, "import_configuration")).toHaveLength(2));
  expect(Object.keys(takenFile(fake).actions.setups)).toEqual([]);
});
