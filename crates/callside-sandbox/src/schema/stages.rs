//! The sales path of a new org: what each opportunity stage means.

/// A stage of the sales path, a row of `OpportunityStage`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// `MasterLabel`, and the value of `Opportunity.StageName`.
    pub name: &'static str,
    /// `DefaultProbability`, in per cent.
    pub probability: u8,
    /// `ForecastCategoryName`.
    pub forecast_category: &'static str,
    /// The opportunity is over.
    pub is_closed: bool,
    /// ... and was won.
    pub is_won: bool,
}

/// The stages in their order.
pub const STAGES: &[Stage] = &[
    open("Prospecting", 10),
    open("Qualification", 10),
    open("Needs Analysis", 20),
    open("Value Proposition", 50),
    open("Id. Decision Makers", 60),
    open("Perception Analysis", 70),
    open("Proposal/Price Quote", 75),
    open("Negotiation/Review", 90),
    Stage { name: "Closed Won", probability: 100, forecast_category: "Closed", is_closed: true, is_won: true },
    Stage { name: "Closed Lost", probability: 0, forecast_category: "Omitted", is_closed: true, is_won: false },
];

const fn open(name: &'static str, probability: u8) -> Stage {
    Stage { name, probability, forecast_category: "Pipeline", is_closed: false, is_won: false }
}

/// The stage called `name`, in any letter case.
#[must_use]
pub fn stage(name: &str) -> Option<&'static Stage> {
    STAGES.iter().find(|stage| stage.name.eq_ignore_ascii_case(name))
}
