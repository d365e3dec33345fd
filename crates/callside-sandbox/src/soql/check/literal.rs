//! Literals against field types.

use super::super::ast::{Literal, Operator};
use super::super::error::{ErrorCode, QueryError};
use super::super::plan::Comparand;
use super::Checker;
use crate::schema::FieldKind;

/// The field that a literal is compared with.
#[derive(Clone, Copy)]
pub(super) struct Compared<'f> {
    pub(super) name: &'f str,
    pub(super) kind: FieldKind,
    pub(super) at: usize,
}

impl Checker<'_, '_> {
    /// The literal as a value of the field's type.
    pub(super) fn comparand(&self, literal: &Literal, field: Compared<'_>) -> Result<Comparand, QueryError> {
        let comparand = match (literal, field.kind) {
            (Literal::Null, _) => Some(Comparand::Null),
            (Literal::Text(text), kind) if kind.is_id() => Some(self.id(text, field)?),
            (Literal::Text(text), kind) if kind.is_text() => Some(match text.as_str() {
                "" => Comparand::Null,
                text => Comparand::Text(text.to_lowercase()),
            }),
            (Literal::Boolean(value), FieldKind::Boolean) => Some(Comparand::Boolean(*value)),
            (Literal::Number { value, whole: true }, FieldKind::Int) => Some(Comparand::Number(*value)),
            (Literal::Number { value, .. }, FieldKind::Double | FieldKind::Currency | FieldKind::Percent) => {
                Some(Comparand::Number(*value))
            }
            (Literal::Date(day), FieldKind::Date) => day.tomorrow().ok().map(|next| Comparand::Days(*day, next)),
            (Literal::DateTime(moment), FieldKind::DateTime) => Some(Comparand::Moments(*moment, *moment)),
            (Literal::Relative(span), FieldKind::Date) => {
                span.days(self.context.now, self.context.zone).map(|(from, until)| Comparand::Days(from, until))
            }
            (Literal::Relative(span), FieldKind::DateTime) => {
                span.moments(self.context.now, self.context.zone).map(|(from, until)| Comparand::Moments(from, until))
            }
            _ => None,
        };
        comparand.ok_or_else(|| self.wrong_type(field))
    }

    fn id(&self, text: &str, field: Compared<'_>) -> Result<Comparand, QueryError> {
        if matches!(text.len(), 15 | 18) && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Ok(Comparand::Id(text[..15].to_owned()));
        }
        let detail = format!("invalid ID field: {text}");
        Err(self.refused(ErrorCode::InvalidQueryFilterOperator, field.at, detail))
    }

    fn wrong_type(&self, field: Compared<'_>) -> QueryError {
        let (kind, quotes) = match field.kind {
            FieldKind::Boolean => ("boolean", "should not"),
            FieldKind::Int => ("int", "should not"),
            kind if kind.is_number() => ("double", "should not"),
            FieldKind::Date => ("date", "should not"),
            FieldKind::DateTime => ("dateTime", "should not"),
            _ => ("string", "should"),
        };
        self.refused(
            ErrorCode::InvalidField,
            field.at,
            format!(
                "value of filter criterion for field '{}' must be of type {kind} and {quotes} be enclosed in quotes",
                field.name
            ),
        )
    }

    /// Whether the operator goes with the field's type.
    pub(super) fn operator_fits(&self, operator: Operator, field: Compared<'_>) -> Result<(), QueryError> {
        let ordered = !matches!(operator, Operator::Equal | Operator::NotEqual);
        if ordered && matches!(field.kind, FieldKind::Boolean | FieldKind::MultiPicklist) {
            return Err(self.wrong_operator(field));
        }
        Ok(())
    }

    pub(super) fn wrong_operator(&self, field: Compared<'_>) -> QueryError {
        let kind = match field.kind {
            FieldKind::Reference { .. } => FieldKind::Id,
            kind => kind,
        };
        let detail = format!("invalid operator on {} field", kind.describe_name());
        self.refused(ErrorCode::InvalidQueryFilterOperator, field.at, detail)
    }
}
