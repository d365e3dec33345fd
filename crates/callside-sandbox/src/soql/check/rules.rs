//! Rules that only some objects or shapes of query have.

use super::super::ast::{Condition, Literal, Operand, Operator, Query, Set};
use super::super::error::{ErrorCode, QueryError};
use super::{Checker, Place, Subject};

/// Most semi-joins in one condition
/// (<https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm>).
const MOST_SEMI_JOINS: usize = 2;

const LINK_RULE: &str = "Implementation restriction: ContentDocumentLink requires a filter by a single Id on \
                         ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN \
                         operator.";

const KNOWLEDGE_RULE: &str = "Implementation restriction: When querying or searching the Knowledge__kav object, you \
                              must filter using the following syntax: KnowledgeArticleId = [single ID], Id = [single \
                              ID], Id IN [list of ID's], or PublishStatus = ['Draft', 'Online', or 'Archived'].";

impl Checker<'_, '_> {
    /// Objects that are only read through certain filters.
    pub(super) fn required_filters(
        &self,
        query: &Query,
        subject: &Subject<'_, '_>,
        place: Place,
    ) -> Result<(), QueryError> {
        let (fields, rule): (&[&str], _) = match subject.object.name {
            // As a child of its parent a link is already filtered.
            "ContentDocumentLink" if !matches!(place, Place::Children(_)) => {
                (&["ContentDocumentId", "LinkedEntityId"], LINK_RULE)
            }
            "Knowledge__kav" => (&["Id", "KnowledgeArticleId", "PublishStatus"], KNOWLEDGE_RULE),
            _ => return Ok(()),
        };
        if query.filter.as_ref().is_some_and(|filter| pins(filter, fields)) {
            return Ok(());
        }
        Err(QueryError::new(ErrorCode::MalformedQuery, rule))
    }

    /// Semi-joins stand only at the top of a condition, and there are at most two of them.
    pub(super) fn semi_join_rules(&self, condition: &Condition) -> Result<(), QueryError> {
        let top = match condition {
            Condition::All(conditions) => conditions.as_slice(),
            other => std::slice::from_ref(other),
        };
        let mut count = 0;
        for part in top {
            match part {
                Condition::In { set: Set::Query(_), .. } => count += 1,
                other if has_semi_join(other) => {
                    return Err(QueryError::new(
                        ErrorCode::MalformedQuery,
                        "Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested \
                         WHERE expressions.",
                    ));
                }
                _ => {}
            }
        }
        if count > MOST_SEMI_JOINS {
            let message = format!("Maximum {MOST_SEMI_JOINS} semi join sub-selects are allowed");
            return Err(QueryError::new(ErrorCode::MalformedQuery, message));
        }
        Ok(())
    }
}

fn has_semi_join(condition: &Condition) -> bool {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner.iter().any(has_semi_join),
        Condition::Not(inner) => has_semi_join(inner),
        Condition::In { set: Set::Query(_), .. } => true,
        _ => false,
    }
}

/// Whether a condition holds one of these fields to given values.
fn pins(condition: &Condition, fields: &[&str]) -> bool {
    let named = |operand: &Operand| match operand {
        Operand::Path(path) => {
            path.parts.last().is_some_and(|last| fields.iter().any(|field| field.eq_ignore_ascii_case(last)))
        }
        Operand::Call(_) => false,
    };
    match condition {
        Condition::All(conditions) => conditions.iter().any(|inner| pins(inner, fields)),
        Condition::Compare { operand, operator: Operator::Equal, literal } => {
            named(operand) && *literal != Literal::Null
        }
        Condition::In { operand, negated: false, .. } => named(operand),
        _ => false,
    }
}
