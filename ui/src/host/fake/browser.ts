import { firstRunOf } from "../../state/first-run";
import { isLanguage } from "../../words/words.svelte";
import type { Host, Preferences } from "../host";
import { type FakeHost, fakeHost } from "./fake";
import { play } from "./scenarios";

declare global {
  interface Window {
    /** Strings to pull from the browser's console and from the script that takes pictures. */
    callside?: FakeHost;
  }
}

/** The stand-in of a browser tab: `?fake=SITUATION&theme=dark&lang=de&first=STEP`. Wrap-ups are sent two seconds after they are saved. */
export async function browserFake(query: URLSearchParams): Promise<Host> {
  const kept: Partial<Preferences> = {};
  const [theme, language] = [query.get("theme"), query.get("lang")];
  if (theme === "light" || theme === "dark") kept.theme = theme;
  if (language !== null && isLanguage(language)) kept.language = language;
  const step = query.get("first");
  if (step !== null)
    kept.first_run = firstRunOf({ at: step, done: step === "end" ? ["sign_in", "test_call"] : [] });
  const fake = fakeHost(Date.now, kept);
  const situation = query.get("fake");
  await play(fake, situation ?? "idle");
  window.callside = fake;
  if (situation === null) liven(fake);
  return fake;
}

/** Without a situation, calls come and go by themselves. */
function liven(fake: FakeHost): void {
  setTimeout(() => {
    const { call } = fake.ring("known");
    setTimeout(() => fake.answerLive(call), 600);
    setTimeout(() => fake.talk(call), 3000);
  }, 1500);
  setInterval(() => fake.send(), 2000);
}
