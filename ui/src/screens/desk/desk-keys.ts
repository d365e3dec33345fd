import type { PopView } from "../../host/bindings";
import type { Handlers } from "../../keys/handlers";
import type { House } from "../../state/house.svelte";
import type { WrapUp } from "./wrap-up.svelte";

/** Whether the wrap-up of a call can be changed and saved. */
export function isEditable(pop: PopView): boolean {
  return pop.saved === null || pop.saved.state.kind === "refused";
}

/** What keys do on a call, whatever the form of the window. */
export function deskKeys(house: House, pop: PopView, wrapUp: WrapUp): Handlers {
  return {
    back: () => house.desk.leave(),
    save: () => void (isEditable(pop) && wrapUp.save(pop)),
    notes: () => document.getElementById("wrap-notes")?.focus(),
    assist: () => void house.assistance.toggle(pop).catch(() => undefined),
    undo: () => void (pop.saved?.can_undo && wrapUp.undo(pop.saved.entry)),
    pick: ({ key }) => {
      const picked = pop.outcomes.find((row) => row.key === key);
      if (picked && isEditable(pop)) wrapUp.draft.set("disposition", picked.code);
    },
  };
}
