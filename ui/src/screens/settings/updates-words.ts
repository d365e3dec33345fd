import type { UpdatesState } from "../../host/bindings";
import type { Words } from "../../words/words.svelte";

/** How it stands with newer versions, in words. */
export function stands(words: Words["updates"], state: UpdatesState): string {
  switch (state.kind) {
    case "off":
      return words.off[state.because];
    case "unknown":
      return words.unknown;
    case "current":
      return words.current;
    case "later":
      return words.laterTurn(state.version);
    case "newer":
      if (!state.install) return words.byIt(state.version);
      return state.put_off ? words.putOff(state.version) : words.newer(state.version);
    case "fetching":
      return words.fetching(state.version, state.percent);
    case "ready":
      return words.ready(state.version);
    case "failed":
      return words.troubles[state.trouble];
  }
}
