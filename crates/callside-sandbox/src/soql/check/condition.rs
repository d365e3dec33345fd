//! Conditions: WHERE over fields, HAVING over groups.

use super::super::ast::{Condition, Operand, Query, Set};
use super::super::error::{ErrorCode, QueryError};
use super::super::plan::{Filter, Output, Path, Test};
use super::literal::Compared;
use super::{Checker, Place, Subject};
use crate::schema::FieldKind;

/// Finds what an operand reads, and the field it is compared as.
pub(super) type Lookup<'l, 'f, S> = dyn Fn(&Operand) -> Result<(S, Compared<'f>), QueryError> + 'l;

impl<'s> Checker<'_, 's> {
    /// A WHERE condition.
    pub(super) fn filter(
        &self,
        condition: &Condition,
        subject: &Subject<'_, 's>,
        place: Place,
    ) -> Result<Filter<Path<'s>>, QueryError> {
        self.semi_join_rules(condition)?;
        let lookup = |operand: &Operand| {
            let path = match operand {
                Operand::Path(path) => path,
                Operand::Call(call) => return Err(self.ungrouped_call(call.at)),
            };
            let found = self.path(path, subject)?;
            let compared = Compared { name: found.field.name, kind: found.field.kind, at: path.at };
            if !found.field.filterable || found.field.kind == FieldKind::Address {
                let detail = format!("field '{}' can not be filtered in a query call", found.field.name);
                return Err(self.refused(ErrorCode::InvalidField, path.at, detail));
            }
            Ok((found, compared))
        };
        self.condition(condition, subject, place, &lookup)
    }

    /// A condition whose operands `lookup` understands.
    pub(super) fn condition<S>(
        &self,
        condition: &Condition,
        subject: &Subject<'_, 's>,
        place: Place,
        lookup: &Lookup<'_, '_, S>,
    ) -> Result<Filter<S>, QueryError> {
        let each = |conditions: &[Condition]| {
            conditions.iter().map(|inner| self.condition(inner, subject, place, lookup)).collect::<Result<Vec<_>, _>>()
        };
        match condition {
            Condition::All(conditions) => Ok(Filter::All(each(conditions)?)),
            Condition::Any(conditions) => Ok(Filter::Any(each(conditions)?)),
            Condition::Not(inner) => Ok(Filter::Not(Box::new(self.condition(inner, subject, place, lookup)?))),
            Condition::Compare { operand, operator, literal } => {
                let (source, field) = lookup(operand)?;
                self.operator_fits(*operator, field)?;
                let with = self.comparand(literal, field)?;
                Ok(Filter::Test { source, test: Test::Compare { operator: *operator, with } })
            }
            Condition::Like { operand, pattern } => {
                let (source, field) = lookup(operand)?;
                let is_text = field.kind.is_text() && !field.kind.is_id() && field.kind != FieldKind::MultiPicklist;
                if !is_text {
                    return Err(self.wrong_operator(field));
                }
                Ok(Filter::Test { source, test: Test::Like(pattern.clone()) })
            }
            Condition::In { operand, negated, set } => {
                let (source, field) = lookup(operand)?;
                Ok(Filter::Test { source, test: self.membership(set, *negated, field, subject, place)? })
            }
            Condition::Includes { operand, negated, values } => {
                let (source, field) = lookup(operand)?;
                if field.kind != FieldKind::MultiPicklist {
                    return Err(self.wrong_operator(field));
                }
                let split = |value: &String| value.split(';').map(|one| one.trim().to_lowercase()).collect();
                let sets = values.iter().map(split).collect();
                Ok(Filter::Test { source, test: Test::Includes { sets, negated: *negated } })
            }
        }
    }

    fn membership(
        &self,
        set: &Set,
        negated: bool,
        field: Compared<'_>,
        subject: &Subject<'_, 's>,
        place: Place,
    ) -> Result<Test, QueryError> {
        match set {
            Set::Literals(literals) => {
                let mut values = Vec::with_capacity(literals.len());
                let mut null = false;
                for literal in literals {
                    match self.comparand(literal, field)? {
                        super::super::plan::Comparand::Null => null = true,
                        comparand => values.push(comparand),
                    }
                }
                Ok(Test::OneOf { values, null, negated })
            }
            Set::Query(query) => self.semi_join(query, negated, field, subject, place),
        }
    }

    /// `Id IN (SELECT ContactId FROM ...)`: the subquery is answered at once.
    fn semi_join(
        &self,
        query: &Query,
        negated: bool,
        field: Compared<'_>,
        outer: &Subject<'_, 's>,
        place: Place,
    ) -> Result<Test, QueryError> {
        let refused = |detail: String| Err(self.refused(ErrorCode::MalformedQuery, field.at, detail));
        if place == Place::SemiJoin {
            return refused("Nesting of semi join sub-selects is not supported".to_owned());
        }
        if !field.kind.is_id() {
            return refused(format!(
                "The left operand '{0}' in the where expression for outer query should be an id field, cannot use: '{0}'",
                field.name
            ));
        }
        let object = self.object_of(&query.from)?;
        if object.name == outer.object.name {
            return refused("The inner and outer selects should not be on the same object type".to_owned());
        }
        if !query.order_by.is_empty() || query.limit.is_some() {
            return Err(self.unsupported_in_semi_join(query.from.path.at));
        }
        let plan = self.query(query, object, Place::SemiJoin)?;
        let Output::Rows { columns, .. } = &plan.output else {
            return Err(self.unsupported_in_semi_join(query.from.path.at));
        };
        let reader = super::super::eval::Reader::new(self.schema, self.rows, self.context);
        match columns.as_slice() {
            [column] if super::super::eval::id_column(column) => {
                Ok(Test::Among { ids: reader.ids(&plan, column), negated })
            }
            _ => refused("The selected field in the subquery should be an id field".to_owned()),
        }
    }

    pub(super) fn unsupported_in_semi_join(&self, at: usize) -> QueryError {
        self.refused(
            ErrorCode::MalformedQuery,
            at,
            "A semi join sub-select takes one field, without COUNT, ORDER BY, LIMIT or subqueries",
        )
    }
}
