/** What the stand-in stores, forgets and records. */
import type {
  AuditDetail,
  AuditLineView,
  CallerFoundView,
  CallerOrder,
  Commands,
  StoredCountView,
  InventoryView,
  SetupRights,
  StoredKindView,
  TermName,
  UiError,
  UntilView,
} from "../bindings";
import type { Answer, Command } from "../host";
import type { World } from "./world";

type Mine =
  "inventory" | "change_term" | "find_caller" | "forget_caller" | "audit" | "export_audit" | "setup_rights";
type Handlers = { [C in Command]: (request: Commands[C]["request"]) => Answer<C> };

const DAYS: Record<TermName, number> = { calls: 730, copies: 90, diagnostics: 30, audit: 3650 };
const DAY = 86_400_000;

const days = (term: TermName): UntilView => ({ until: "days", days: DAYS[term] });
const KINDS: [StoredKindView, number, number | null, UntilView][] = [
  ["calls", 18_402, 611, days("calls")],
  ["events", 74_118, 611, days("calls")],
  ["team_history", 0, null, days("calls")],
  ["pops", 36_020, 611, { until: "with_call" }],
  ["choices", 1_204, 590, { until: "with_call" }],
  ["drafts", 1, 0, { until: "with_call" }],
  ["unsent", 2, 0, { until: "sent" }],
  ["settled", 17_950, 610, days("calls")],
  ["callbacks", 12, 20, { until: "with_call" }],
  ["suppressed", 31, 500, { until: "person" }],
  ["records", 4_310, 88, days("copies")],
  ["look_ups", 905, 80, days("copies")],
  ["memories", 640, 200, days("calls")],
  ["agents", 1, 0, days("calls")],
  ["automations", 512, 30, { until: "newest" }],
  ["watched", 0, null, { until: "person" }],
  ["rejections", 3, 12, days("diagnostics")],
  ["phone_use", 88, null, { until: "machine" }],
  ["settings", 21, null, { until: "person" }],
  ["exports", 4, 140, { until: "person" }],
  ["audit", 19_870, 611, days("audit")],
  ["backups", 1, null, { until: "person" }],
  ["logs", 2, null, { until: "newest" }],
];

const DETAILS: Partial<Record<AuditLineView["deed"], AuditDetail>> = {
  write_sent: { is: "id", id: "4711" },
  sign_in_failed: { is: "sign_in", host: "acme.my.salesforce.com", why: "denied" },
  sign_in_revoked: { is: "revoked", how: "done" },
  audit_cut: { is: "cut", lines: 1200 },
};

const FILE = "~/Downloads/callside-query-2026-11-02.csv";

const NOBODY_MEANT: UiError = { code: "invalid", message: { say: "nobody_meant" }, action: null };

/** Privacy in the stand-in. Numbers that end in 0199 are of somebody who is not known here. */
export class FakePrivacy {
  /** Who may what. */
  rights: SetupRights = "change";
  /** Work of the caller that Salesforce does not have yet. */
  unsent = 0;
  /** Files that may speak of the caller and that cannot be deleted. */
  stuck: string[] = [];
  #forgotten = false;
  #days = { ...DAYS };

  #found({ number, record }: CallerOrder): CallerFoundView {
    if (number.trim() === "" && record.trim() === "") throw NOBODY_MEANT;
    const nothing = this.#forgotten || number.endsWith("0199");
    const counts: StoredCountView[] = [
      { kind: "calls", count: 7 },
      { kind: "events", count: 23 },
      { kind: "pops", count: 14 },
      { kind: "records", count: 2 },
      { kind: "settled", count: 6 },
    ];
    if (this.unsent > 0) counts.push({ kind: "unsent", count: this.unsent });
    return {
      counts: nothing ? [] : counts,
      unsent: nothing ? 0 : this.unsent,
      sending: 0,
      settings: [],
      backups: 0,
    };
  }

  /** The handlers. */
  handlers(world: World): Pick<Handlers, Mine> {
    const inventory = (): InventoryView => ({
      folder: "~/.local/share/com.callside.desktop",
      lines: KINDS.map(([kind, count, age, until]) => ({
        kind,
        count,
        oldest: age === null ? null : world.now() - age * DAY,
        until,
      })),
      terms: (Object.keys(DAYS) as TermName[]).map((term) => ({
        term,
        days: this.#days[term],
        locked: term === "copies",
      })),
    });
    const lines = (): AuditLineView[] => {
      const line = (seq: number, deed: AuditLineView["deed"], minutes: number): AuditLineView => ({
        seq,
        at: world.now() - minutes * 60_000,
        deed,
        detail: DETAILS[deed] ?? null,
        mine: deed === "sign_in_failed" ? null : seq > 1201,
        actor: deed === "sign_in_failed" ? null : "5d41402abc4b2a76b9719d911017c592",
        about: deed === "write_sent" || deed === "call_opened" ? "7d793037a0760186574b0282f2f435e7" : null,
      });
      return [
        line(1209, "exported", 2),
        line(1208, "write_sent", 9),
        line(1207, "call_opened", 31),
        line(1206, "signed_in", 95),
        line(1205, "sign_in_failed", 96),
        line(1204, "sign_in_revoked", 130),
        line(1203, "audit_cut", 131),
        line(1202, "setup_changed", 400),
        line(1201, "policy_read", 401),
      ];
    };
    return {
      setup_rights: () => this.rights,
      inventory,
      change_term: ({ term, days: wanted }) => {
        const least = term === "audit" ? 90 : 1;
        if (wanted < least || wanted > 3650) {
          const message = { say: "bad_term", least, most: 3650 } as const;
          throw { code: "invalid", message, action: null } satisfies UiError;
        }
        this.#days[term] = wanted;
        return inventory();
      },
      find_caller: (order) => this.#found(order),
      forget_caller: (order) => {
        const found = this.#found(order);
        if (found.unsent > 0 && !order.discard_unsent) return { became: "held", found };
        const receipt = this.#forgotten ? "-2" : "";
        this.#forgotten = true;
        return {
          became: "done",
          counts: found.counts,
          settings: [],
          exports: order.delete_files ? this.stuck : [...this.stuck, FILE],
          removed: order.delete_files ? [FILE] : [],
          at_relay: { relay: "erased", deliveries: 3 },
          receipt: `~/Downloads/callside-receipt-2026-11-26${receipt}.json`,
        };
      },
      audit: ({ about }) => ({
        lines: lines().filter((line) => about === "" || line.about !== null),
        more: false,
        key: "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=",
      }),
      export_audit: () => ({ path: "~/Downloads/callside-audit-2026-11-26.jsonl" }),
    };
  }
}
