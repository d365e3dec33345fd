import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import type { Commands, PopView } from "../../src/host/bindings";
import { fakeHost, type FakeHost } from "../../src/host/fake/fake";
import { play } from "../../src/host/fake/scenarios";
import type { Command, Preferences } from "../../src/host/host";
import App from "../../src/screens/frame/App.svelte";
import { House } from "../../src/state/house.svelte";

/** The window on the stand-in host, with what a person does to it. */
export interface OpenWindow {
  fake: FakeHost;
  house: House;
  container: HTMLElement;
}

/** Opens the whole window in a situation. */
export async function openWindow(
  situation = "idle",
  prepare?: (fake: FakeHost) => void,
  kept: Partial<Preferences> = {},
): Promise<OpenWindow> {
  document.title = "Callside";
  const fake = fakeHost(Date.now, kept);
  await play(fake, situation);
  prepare?.(fake);
  const house = new House(fake, Date.now, ["en-US"]);
  const { container } = render(App, { props: { house } });
  await waitFor(() => {
    if (house.desk.session === null) throw new Error("not started");
  });
  await screen.findByRole("main");
  return { fake, house, container };
}

/** Presses a key where the keyboard is. */
export async function press(
  key: string,
  modifiers: { ctrlKey?: boolean; repeat?: boolean } = {},
): Promise<void> {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...modifiers });
}

/** Types into an input from the beginning. */
export async function type(element: HTMLElement, value: string): Promise<void> {
  element.focus();
  await fireEvent.input(element, { target: { value } });
}

/** The notes. */
export function notes(): HTMLTextAreaElement {
  return screen.getByLabelText<HTMLTextAreaElement>("Notes");
}

/** The requests of a command so far. */
export function asked<C extends Command>(fake: FakeHost, command: C): Commands[C]["request"][] {
  return fake.asked
    .filter((one) => one.command === command)
    .map((one) => one.request as Commands[C]["request"]);
}

/** A region of the window, by its name. */
export function region(name: string) {
  return within(screen.getByRole("region", { name }));
}

/** A pop as the stand-in keeps it. */
export function popOf(fake: FakeHost, call = "five9:1"): PopView {
  const pop = fake.world.pops.get(call);
  if (!pop) throw new Error(`no call ${call}`);
  return pop;
}
