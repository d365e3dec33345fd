//! What can be wrong with what an admin sets up, by kind: files, rules, templates, queries, rows of tables. The window
//! words each kind in its language (`ui/src/words/<language>/wrong.ts`). Names and values are shown as they were typed.

use serde::Serialize;
use ts_rs::TS;

/// Makes a type for the window from one of the engine's, word by word.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident: $of:ty { $($(#[$word_doc:meta])* $word:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$word_doc])* $word,)+
        }

        impl From<$of> for $name {
            fn from(of: $of) -> Self {
                match of {
                    $(<$of>::$word => Self::$word,)+
                }
            }
        }
    };
}

mirror! {
    /// What sort of value a fact is.
    FactKind: callside_core::facts::Kind {
        /// A text.
        Text,
        /// A number.
        Number,
        /// Yes or no.
        Bool,
        /// A day.
        Date,
        /// A moment.
        Moment,
        /// A list.
        List,
        /// Not known before it is there.
        Any,
    }
}

mirror! {
    /// What sort of value a mapping passes on.
    PieceSort: callside_core::mapping::Sort {
        /// A text.
        Text,
        /// A whole number.
        Whole,
        /// A length of time.
        Duration,
        /// A moment.
        Moment,
        /// A day.
        Day,
        /// A phone number.
        Phone,
        /// A person of the org.
        Person,
        /// Where a recording can be heard.
        Link,
        /// Not known before there is a call.
        Any,
    }
}

mirror! {
    /// Things that have names and are referred to.
    NamedThing: callside_core::config::Noun {
        /// An action.
        Action,
        /// A disposition.
        Disposition,
        /// An object of Salesforce.
        Object,
        /// A field.
        Field,
        /// An automation.
        Automation,
        /// A look-up.
        LookUp,
        /// A step of the mapping.
        Transform,
    }
}

mirror! {
    /// What must come in a rule.
    RuleExpects: callside_core::rule::Expected {
        /// A name or a value.
        Operand,
        /// `and`, `or`, or the end.
        Joint,
        /// A closing parenthesis.
        Close,
        /// A list.
        List,
        /// A comma or the end of a list.
        Comma,
        /// A value that is written out.
        Value,
        /// The word `with`.
        With,
        /// `empty` or `not empty`.
        Empty,
        /// A side that is a value.
        Side,
    }
}

mirror! {
    /// What goes with a field in a query.
    SoqlWants: callside_core::soql::SoqlWanted {
        /// True or false.
        Bool,
        /// A number.
        Number,
        /// A day.
        Day,
        /// A moment.
        Moment,
        /// A text.
        Text,
        /// Not known here.
        Value,
    }
}

mirror! {
    /// What is wrong with a step of the mapping.
    StepWrong: callside_core::mapping::StepProblem {
        /// No step has this name.
        NoStep,
        /// Something else than a zone comes after it.
        ZoneForm,
        /// No zone has this name.
        NoZone,
        /// Not a pattern of strftime.
        Pattern,
        /// Not a length with its mark.
        Length,
        /// Not a list of words.
        Words,
    }
}

mirror! {
    /// Why the signature of a file does not count.
    SignatureWrong: callside_flow::SignatureFault {
        /// There is none.
        Missing,
        /// It is not of this file, or not by the holder of the policy's key.
        Wrong,
        /// The policy's key is none.
        Key,
    }
}

/// What must come in a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "what", content = "of", rename_all = "snake_case")]
pub enum SoqlExpects {
    /// Words of SOQL itself.
    Words(String),
    /// A field.
    Field,
    /// A condition.
    Condition,
    /// A value.
    Value,
    /// A whole number of units of time.
    Count,
    /// An operator.
    Operator,
    /// An object.
    Object,
    /// No second object.
    OneObject,
    /// Whose records.
    Scope,
    /// A relationship.
    Relationship,
    /// A function.
    Function,
    /// A group of data categories.
    CategoryGroup,
    /// A data category.
    Category,
    /// How many rows at most.
    Limit,
    /// How many rows to skip.
    Offset,
    /// Nothing more, or a clause in its place.
    End,
}

/// What a value that was typed should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TypedWants {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Whole,
    /// A day.
    Day,
    /// A moment.
    Moment,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "wrong", content = "of", rename_all = "snake_case")]
pub enum Wrong {
    /// At a character, from 1, of what was typed.
    At {
        /// It.
        character: u32,
        /// What.
        what: Box<Self>,
    },

    // A file.
    /// The file is too large.
    FileTooLarge,
    /// Not JSON; the reader's words.
    NotJson(String),
    /// No configuration of Callside.
    NotOurs,
    /// Of a newer version of the format.
    Newer(u32),
    /// The signature does not count.
    Signature(SignatureWrong),
    /// A key that means nothing here.
    UnknownKey(String),
    /// A word that means nothing here.
    UnknownWord(String),
    /// There twice.
    Twice(String),
    /// Not of the shape that it should have; the reader's words.
    Shape(String),
    /// Refers to something that is nowhere.
    Nowhere {
        /// What it should be.
        thing: NamedThing,
        /// As it is written.
        name: String,
    },
    /// A value that a picklist lacks.
    NoValue {
        /// Field.
        field: String,
        /// As it is written.
        value: String,
    },
    /// A record type that an object lacks.
    NoRecordType(String),
    /// A field that cannot be written.
    NotWritable(String),
    /// A value of another kind than the place takes.
    Kind {
        /// What the place takes.
        wanted: FactKind,
        /// What is there.
        found: FactKind,
    },
    /// Something that must be there is not.
    Missing(String),
    /// Something that only a call can have.
    NeedsCall,
    /// Things that wait for each other in a circle.
    Circle(Vec<String>),
    /// More than may be.
    TooMany(u32),
    /// A number that is too small or too great.
    Range {
        /// The least.
        from: u32,
        /// The greatest.
        to: u32,
    },
    /// More characters than may be.
    TooLong(u32),
    /// Shares of API calls that are not in order.
    Shares,

    // A rule.
    /// There is no rule.
    RuleEmpty,
    /// Nested too deep.
    TooDeep(u32),
    /// A text without its closing quote.
    OpenText,
    /// A backslash before something that needs none.
    Escape,
    /// A character without meaning.
    Character(String),
    /// Not a number.
    Number,
    /// Not a name.
    Name,
    /// Something else must come here.
    Expected(RuleExpects),
    /// No fact has this name.
    UnknownName(String),
    /// A name that never has this value.
    Never {
        /// The name.
        name: String,
        /// The value.
        value: String,
    },
    /// Two kinds that cannot be held against each other.
    Kinds {
        /// Of the left side.
        left: FactKind,
        /// Of the right side.
        right: FactKind,
    },
    /// A value that is no condition.
    NoCondition(FactKind),

    // A template.
    /// Braces without their closing ones.
    OpenSlot,
    /// Braces with something that cannot stand between them.
    Slot,

    // A query.
    /// There is no query.
    QueryEmpty,
    /// No query that begins with SELECT.
    NotSelect,
    /// A clause that changes or locks records.
    Changes(String),
    /// A clause that cannot be asked over REST.
    NotOverRest(String),
    /// A backslash where none can stand.
    QueryEscape,
    /// Not a number, day or moment.
    Literal,
    /// A placeholder that is none.
    Placeholder,
    /// A placeholder where none is filled.
    NoPlaceholders,
    /// A variable of Apex.
    Variable,
    /// Something else must come here.
    Soql(SoqlExpects),
    /// AND and OR side by side.
    MixedLogic,
    /// No such object for this user.
    NoObject(String),
    /// No such field for this user.
    NoField {
        /// The object.
        object: String,
        /// As written.
        name: String,
    },
    /// No such parent.
    NoRelationship {
        /// The object.
        object: String,
        /// As written.
        name: String,
    },
    /// No such list of children.
    NoChildren {
        /// The object.
        object: String,
        /// As written.
        name: String,
    },
    /// A field that no query can filter by.
    NotFilterable(String),
    /// A value of another type than the field.
    Compared {
        /// The field.
        name: String,
        /// What fits.
        with: SoqlWants,
    },
    /// An operator that does not go with the field.
    Operator {
        /// The field.
        name: String,
        /// As written.
        operator: String,
    },

    // A row of the mapping or of an outcome table.
    /// A kind of record that there is not.
    NoSheet(String),
    /// No field is named.
    NameTheField,
    /// Nothing is said to be written.
    SayWhat,
    /// No word of the mapping.
    NoWord(String),
    /// A step that cannot be read.
    Step {
        /// As it was typed.
        step: String,
        /// What is wrong with it.
        because: StepWrong,
    },
    /// Another row fills the field.
    FilledTwice(String),
    /// Callside fills the field itself.
    Own(String),
    /// A step that cannot take what comes before it.
    StepTakes {
        /// The step.
        step: String,
        /// What it gets.
        gets: PieceSort,
    },
    /// A field that cannot take what it is given.
    FieldTakes {
        /// Field.
        field: String,
        /// Its type, in Salesforce's word.
        kind: String,
        /// What it is given.
        gives: PieceSort,
    },
    /// A field that cannot take the value.
    FieldOfType {
        /// Field.
        field: String,
        /// Its type, in Salesforce's word.
        kind: String,
    },
    /// A follow-up without a subject.
    NoSubject,
    /// An object that no outcome changes.
    CannotChange(String),
    /// An event of no length.
    NoLength,
    /// A further try without a pause.
    NoPause,
    /// An effect that there is not.
    NoEffect(String),
    /// A due time that there is not.
    NoDue(String),
    /// Working hours without a day.
    NoWorkingDay,
    /// Not a time of day.
    NoTimeOfDay,
    /// Working hours that end before they begin.
    EndsFirst,
    /// A day off that is no date.
    NoDate,
    /// A value of another kind than the field's.
    NotOfKind {
        /// As it was typed.
        text: String,
        /// What the field takes.
        wanted: TypedWants,
    },
    /// A key or code that is not a disposition's own.
    Key(String),
    /// A disposition without a name or a code.
    Nameless,
    /// A table that allows an outcome that there is not.
    Outcome {
        /// Name of the table.
        table: String,
        /// Code of the outcome.
        code: String,
    },
    /// A table for no calls, or for those of another.
    Scope(String),
    /// A table of no outcomes.
    NoOutcome(String),
    /// A field that the org lacks or the user may not write: it is left out.
    OrgLacks {
        /// Label of the disposition.
        label: String,
        /// Label of the object.
        object: String,
        /// Label of the field.
        field: String,
    },
    /// A value that the org lacks.
    OrgLacksValue {
        /// Label of the disposition.
        label: String,
        /// Label of the field.
        field: String,
        /// The value.
        value: String,
    },
}
