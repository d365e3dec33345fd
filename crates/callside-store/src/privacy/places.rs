//! Where callers may be, table by table. Every table is here or among those that hold nobody: `tests::no_table_is_missed`.

use callside_core::privacy::StoredKind;

/// Texts of a table, and how its rows are forgotten.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The table.
    #[cfg_attr(not(test), expect(dead_code, reason = "the test that misses no table asks for it"))]
    pub table: &'static str,
    pub kind: StoredKind,
    /// Gives each row's key and its text. A line break keeps the digits of two columns apart.
    pub scan: &'static str,
    /// Forgets the rows of these keys, a JSON array.
    pub forget: &'static str,
}

macro_rules! place {
    ($kind:ident, $table:literal, $key:literal, $texts:literal, $only:literal) => {
        Place {
            table: $table,
            kind: StoredKind::$kind,
            scan: concat!(
                "SELECT CAST(",
                $key,
                " AS TEXT), concat_ws(char(10), ",
                $texts,
                ") FROM ",
                $table,
                " WHERE ",
                $only
            ),
            forget: concat!(
                "DELETE FROM ",
                $table,
                " WHERE CAST(",
                $key,
                " AS TEXT) IN (SELECT value FROM json_each(?1))"
            ),
        }
    };
}

/// Rows that hang on others come first, so that each is counted as what it is.
pub(super) const PLACES: &[Place] = &[
    place!(Pops, "pop", "id", "call, pop", "true"),
    place!(Choices, "chosen", "call", "call, record", "true"),
    place!(Drafts, "draft", "call", "call, draft", "true"),
    place!(Drafts, "note_version", "id", "call, notes", "true"),
    place!(Work, "quality_flag", "id", "call, flag", "true"),
    place!(Work, "work", "kind || ':' || call", "call, item", "true"),
    place!(Work, "work_unsent", "id", "event", "true"),
    place!(Work, "wrap_up_told", "call", "call", "true"),
    place!(Callbacks, "callback", "id", "call, e164, who, message", "true"),
    place!(Memories, "call_memory", "call", "call, e164, reference, memory", "true"),
    place!(
        Unsent,
        "outbox",
        "id",
        "key, payload, draft, trouble, refusal",
        "state IN ('waiting', 'leased', 'refused')"
    ),
    place!(Settled, "receipt", "entry || ':' || position", "record", "true"),
    place!(Settled, "outbox_record", "record || ':' || entry", "record", "true"),
    place!(Settled, "disposition", "call", "call", "true"),
    place!(Settled, "outbox", "id", "key, payload, draft, trouble", "state IN ('done', 'cancelled')"),
    place!(Suppressed, "suppression", "e164", "e164", "true"),
    place!(Choices, "number_choice", "e164", "e164, record", "true"),
    place!(Records, "caller_number", "e164 || ':' || caller", "e164, caller", "true"),
    place!(Records, "caller_context", "caller", "caller, context", "true"),
    place!(Records, "caller", "id", "id, candidate", "true"),
    place!(Records, "number", "e164", "e164", "true"),
    place!(Records, "made_here", "e164 || ':' || record", "e164, record, candidate", "true"),
    place!(LookUps, "rating", "record", "record, call", "true"),
    place!(LookUps, "look_up_copy", "caller || ':' || look_up", "caller, found", "true"),
    place!(Watched, "watched_record", "record", "record, fields", "true"),
    place!(Automations, "automation_write", "record || ':' || run", "record", "true"),
    // What happened is known by the id of an event or an entry, which need not name the call.
    place!(
        Automations,
        "automation_run",
        "id",
        "occurrence, payload,
         (SELECT call FROM event WHERE occurrence LIKE 'event:%' AND event.id = substr(occurrence, 7)),
         (SELECT key FROM outbox WHERE occurrence LIKE 'wrap_up:%' AND outbox.id = CAST(substr(occurrence, 9) AS INTEGER))",
        "true"
    ),
    place!(
        Automations,
        "occurrence",
        "row",
        "id, payload,
         (SELECT call FROM event WHERE occurrence.id LIKE 'event:%' AND event.id = substr(occurrence.id, 7))",
        "true"
    ),
    place!(Agents, "agent_state", "agent", "state", "true"),
    place!(Rejections, "rejection", "id", "detail", "true"),
    Place {
        table: "event",
        kind: StoredKind::TeamHistory,
        scan: "SELECT CAST(row AS TEXT), concat_ws(char(10), call, payload) FROM event
               WHERE payload <> '' AND about = 'history'",
        forget: "UPDATE event SET payload = '', call = NULL WHERE row IN
                 (SELECT CAST(value AS INTEGER) FROM json_each(?1))",
    },
    Place {
        table: "event",
        kind: StoredKind::Events,
        scan: "SELECT CAST(row AS TEXT), concat_ws(char(10), call, payload) FROM event WHERE payload <> ''",
        // The id stays and tells nothing: a late repeat must not bring the caller back.
        forget: "UPDATE event SET payload = '', call = NULL WHERE row IN
                 (SELECT CAST(value AS INTEGER) FROM json_each(?1))",
    },
    // Unless the id itself tells.
    place!(Events, "event", "row", "id", "true"),
    place!(
        Calls,
        "call",
        "key",
        "key, number, e164, digits, heard_name, known_name, heard_notes, notes, state",
        "true"
    ),
];

/// Tables that hold nobody who calls: what the organisation set up, counts, and what is handled by itself (settings,
/// exports); the audit holds references only.
#[cfg(test)]
pub(super) const NOBODY: &[&str] = &[
    "setting",
    "describe",
    "phone_use",
    "watch",
    "export",
    "audit",
    "audit_waiting",
    "uncounted",
    "counted",
    "day_tally",
    "hour_tally",
    "outcome_tally",
    // Of its call, with which it goes, and nothing that the call does not hold.
    "call_fact",
    // Which calls were forgotten, sealed: a mark names none.
    "forgotten_call",
    "forgotten_seal",
    // How far it has come, and who asked for it.
    "back_fill",
    "without_facts",
];
