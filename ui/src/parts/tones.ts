import type { AgentStateView, EntryStateView, LinkState, PhaseView } from "../host/bindings";
import type { IconName } from "./icons";

/** Tint of a state. Each state also has its own shape and its own word. */
export type Tone = "neutral" | "info" | "good" | "warn" | "bad";

/** Shape and tint of a state. */
export interface Look {
  tone: Tone;
  icon: IconName;
}

/** Where a call stands. */
export const PHASES: Record<PhaseView, Look> = {
  waiting: { tone: "neutral", icon: "clock" },
  preview: { tone: "info", icon: "info" },
  ringing: { tone: "info", icon: "ringing" },
  talking: { tone: "good", icon: "phone" },
  on_hold: { tone: "warn", icon: "pause" },
  wrap_up: { tone: "warn", icon: "pencil" },
  saved: { tone: "neutral", icon: "check" },
};

/** What an agent does, in the order in which a supervisor asks for it. */
export const AGENTS: Record<AgentStateView, Look> = {
  available: { tone: "good", icon: "check" },
  ringing: PHASES.ringing,
  talking: { tone: "info", icon: "phone" },
  on_hold: PHASES.on_hold,
  wrap_up: PHASES.wrap_up,
  away: { tone: "neutral", icon: "quiet" },
  unknown: { tone: "neutral", icon: "unknown" },
  offline: { tone: "neutral", icon: "none" },
};

/** Where an outbox entry stands. */
export const ENTRIES: Record<EntryStateView["kind"], Look> = {
  waiting: { tone: "info", icon: "clock" },
  sending: { tone: "info", icon: "up" },
  sent: { tone: "good", icon: "check" },
  refused: { tone: "bad", icon: "stop" },
  untold: { tone: "warn", icon: "alert" },
  cancelled: { tone: "neutral", icon: "undo" },
};

/** How a connection stands. */
export const LINKS: Record<LinkState["kind"], Look> = {
  up: { tone: "good", icon: "check" },
  unknown: { tone: "neutral", icon: "unknown" },
  down: { tone: "bad", icon: "alert" },
};
