//! What can be wrong with a row that an admin types in the set-up, by kind. Like the faults of configuration files and
//! rules, these are worded in English only.

/// What is wrong with a row of the mapping or of an outcome table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowTrouble {
    /// A kind of record that there is not.
    #[error("There is no kind of record called {0}.")]
    NoSheet(String),
    /// No field is named.
    #[error("Name the field that is filled.")]
    NameTheField,
    /// Nothing is said to be written.
    #[error("Say what is written: a word of the list, a text with {{{{words}}}}, or = and a fixed value.")]
    SayWhat,
    /// No word of the mapping.
    #[error("{0} is no word of the mapping.")]
    NoWord(String),
    /// A step that cannot be read.
    #[error("{step}: {problem}.")]
    Step {
        /// As it was typed.
        step: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Another row fills the field.
    #[error("Another row fills {0} already.")]
    Twice(String),
    /// Callside fills the field itself.
    #[error("Callside fills {0} itself; without it a call could be logged twice.")]
    Own(String),
    /// The org does not show the object.
    #[error("Your org does not show you the object {0}.")]
    NoObject(String),
    /// The org does not show the field.
    #[error("Your org's {object} has no field {field}, or you may not see it.")]
    NoField {
        /// Label of the object.
        object: String,
        /// API name.
        field: String,
    },
    /// The user may not write the field.
    #[error("Your user may not write {field} of the {object}.")]
    NotWritable {
        /// Label of the object.
        object: String,
        /// API name.
        field: String,
    },
    /// No such record type.
    #[error("Your org's {0} has no such record type.")]
    NoRecordType(String),
    /// A step that cannot take what comes before it.
    #[error("{step} cannot take {gets}.")]
    StepTakes {
        /// The step.
        step: String,
        /// What it gets.
        gets: String,
    },
    /// A field that cannot take what it is given.
    #[error("{field} is of type {kind} and cannot take {gives}.")]
    Sort {
        /// API name.
        field: String,
        /// Its type.
        kind: String,
        /// What it is given.
        gives: String,
    },
    /// A value that the field lacks.
    #[error("{field} has no value {value}.")]
    Value {
        /// API name.
        field: String,
        /// The value.
        value: String,
    },
    /// A follow-up without a subject.
    #[error("What follows needs a subject.")]
    NoSubject,
    /// An object that no outcome changes.
    #[error("An outcome cannot change the object {0}.")]
    CannotChange(String),
    /// No field to set.
    #[error("Name the field that is set.")]
    NameTheFieldSet,
    /// An event of no length.
    #[error("An event needs a length in minutes.")]
    NoLength,
    /// A retry without a pause.
    #[error("A further try needs a pause in minutes.")]
    NoPause,
    /// An effect that there is not.
    #[error("Nothing that can follow is called {0}.")]
    NoEffect(String),
    /// A due time that there is not.
    #[error("{0} is no time at which something is due.")]
    NoDue(String),
    /// A value of another kind than the field's.
    #[error("{text} is not {wanted}, which the field takes.")]
    NotOfKind {
        /// As it was typed.
        text: String,
        /// What the field takes.
        wanted: &'static str,
    },
    /// An action that there is not.
    #[error("There is no action called {0} that could send the message.")]
    NoAction(String),
    /// A key or code that is not its own.
    #[error("The disposition {0} shares its key or code with another one, or has none of the keys 1-9.")]
    Row(String),
    /// No name or no code.
    #[error("The disposition {0} has no name or no code.")]
    Nameless(String),
    /// A table that allows an outcome that there is not.
    #[error("The table {table} allows the outcome {code}, which there is not.")]
    Outcome {
        /// Name of the table.
        table: String,
        /// Code of the outcome.
        code: String,
    },
    /// A table for no calls.
    #[error("The table {0} is for no campaign and no queue, or for the same as another table.")]
    Scope(String),
    /// A table of no outcomes.
    #[error("The table {0} allows no outcome at all.")]
    Empty(String),
    /// A value of another type than the field's.
    #[error("{label} sets {field} of the {object}, which is of type {kind} and cannot take this value.")]
    OfKind {
        /// Label of the disposition.
        label: String,
        /// Label of the object.
        object: String,
        /// Label of the field.
        field: String,
        /// Its type.
        kind: String,
    },
    /// A field that the org lacks or the user may not write.
    #[error("{label} sets {field} of the {object}, which your org lacks or you may not write: it is left out.")]
    OrgField {
        /// Label of the disposition.
        label: String,
        /// Label of the object.
        object: String,
        /// Label of the field.
        field: String,
    },
    /// A value that the org lacks.
    #[error("{label} sets {field} of the {object} to {value}, which your org does not have.")]
    OrgValue {
        /// Label of the disposition.
        label: String,
        /// Label of the object.
        object: String,
        /// Label of the field.
        field: String,
        /// The value.
        value: String,
    },
}
