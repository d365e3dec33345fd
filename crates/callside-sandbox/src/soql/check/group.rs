//! Queries with aggregates.

use super::super::ast::{self, Call, Function, Operand, Query, SelectItem};
use super::super::error::{ErrorCode, QueryError};
use super::super::plan::{Aggregate, GroupValue, Grouping, Output};
use super::literal::Compared;
use super::{Checker, Place, Subject, ordering};
use crate::schema::{FieldKind, FieldSchema};

/// The keys and aggregates found so far.
struct Draft<'s> {
    keys: Vec<super::Path<'s>>,
    aggregates: Vec<Aggregate<'s>>,
}

impl<'s> Checker<'_, 's> {
    pub(super) fn grouped_output(
        &self,
        query: &Query,
        subject: &Subject<'_, 's>,
        place: Place,
    ) -> Result<Output<'s>, QueryError> {
        let at = query.from.path.at;
        if place != Place::Outermost {
            return Err(self.malformed(at, "Aggregate functions are not allowed in a subquery"));
        }
        if let [SelectItem::Aggregate { call: Call { path: None, .. }, alias: None }] = query.select.as_slice()
            && query.group_by.is_empty()
        {
            let ordered = query.order_by.first();
            return ordered.map_or(Ok(Output::Count), |_| Err(self.malformed(at, "COUNT() cannot be ordered")));
        }
        if query.group_by.is_empty() && (query.limit.is_some() || !query.order_by.is_empty()) {
            let what = if query.limit.is_some() { "LIMIT" } else { "ORDER BY" };
            let message = format!("Non-grouped query that uses overall aggregate functions cannot also use {what}");
            return Err(QueryError::new(ErrorCode::MalformedQuery, message));
        }
        self.grouping(query, subject).map(Output::Groups)
    }

    fn grouping(&self, query: &Query, subject: &Subject<'_, 's>) -> Result<Grouping<'s>, QueryError> {
        let mut draft = Draft { keys: Vec::new(), aggregates: Vec::new() };
        for path in &query.group_by {
            let key = self.path(path, subject)?;
            if !key.field.groupable {
                let detail = format!("field '{}' can not be grouped in a query call", key.field.name);
                return Err(self.malformed(path.at, detail));
            }
            draft.keys.push(key);
        }
        let columns = self.group_columns(query, subject, &mut draft)?;
        // HAVING and ORDER BY may name aggregates that are not selected.
        let mut order = Vec::new();
        for item in &query.order_by {
            let (value, field) = self.group_value(&item.operand, subject, &mut draft)?;
            order.push(ordering(item, field, value));
        }
        let having = match &query.having {
            Some(condition) => {
                let draft = std::cell::RefCell::new(&mut draft);
                let lookup = |operand: &Operand| {
                    let draft = &mut **draft.borrow_mut();
                    let (value, field) = self.group_value(operand, subject, draft)?;
                    Ok((value, compared(operand, field)))
                };
                Some(self.condition(condition, subject, Place::Outermost, &lookup)?)
            }
            None => None,
        };
        Ok(Grouping { keys: draft.keys, aggregates: draft.aggregates, columns, having, order })
    }

    fn group_columns(
        &self,
        query: &Query,
        subject: &Subject<'_, 's>,
        draft: &mut Draft<'s>,
    ) -> Result<Vec<(String, GroupValue)>, QueryError> {
        let mut columns: Vec<(String, GroupValue)> = Vec::new();
        let mut unnamed = 0;
        for item in &query.select {
            let (operand, alias, at) = match item {
                SelectItem::Field { path, alias } => (Operand::Path(path.clone()), alias, path.at),
                SelectItem::Aggregate { call, alias } => (Operand::Call(call.clone()), alias, call.at),
                SelectItem::Children(children) => {
                    return Err(self.malformed(children.from.path.at, "Subqueries are not allowed with GROUP BY"));
                }
                SelectItem::Fields { at, .. } => {
                    return Err(self.malformed(*at, "The SOQL FIELDS function is not supported with GROUP BY"));
                }
            };
            let (value, field) = self.group_value(&operand, subject, draft)?;
            let name = match (alias, value) {
                (Some(alias), _) => alias.clone(),
                (None, GroupValue::Key(_)) => field.name.to_owned(),
                (None, GroupValue::Aggregate(_)) => {
                    unnamed += 1;
                    format!("expr{}", unnamed - 1)
                }
            };
            if columns.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) {
                return Err(self.malformed(at, format!("duplicate alias: {name}")));
            }
            columns.push((name, value));
        }
        Ok(columns)
    }

    /// What an operand means in a group, and the field that says its type.
    fn group_value(
        &self,
        operand: &Operand,
        subject: &Subject<'_, 's>,
        draft: &mut Draft<'s>,
    ) -> Result<(GroupValue, &'s FieldSchema), QueryError> {
        match operand {
            Operand::Path(path) => {
                let found = self.path(path, subject)?;
                let key = draft.keys.iter().position(|key| same(key, &found));
                let key = key.ok_or_else(|| {
                    self.malformed(path.at, format!("Field must be grouped or aggregated: {}", found.field.name))
                })?;
                Ok((GroupValue::Key(key), found.field))
            }
            Operand::Call(call) => {
                let aggregate = self.aggregate(call, subject)?;
                let field = aggregate.path.field;
                let known = draft
                    .aggregates
                    .iter()
                    .position(|known| known.function == aggregate.function && same(&known.path, &aggregate.path));
                let index = known.unwrap_or_else(|| {
                    draft.aggregates.push(aggregate);
                    draft.aggregates.len() - 1
                });
                Ok((GroupValue::Aggregate(index), field))
            }
        }
    }

    fn aggregate(&self, call: &Call, subject: &Subject<'_, 's>) -> Result<Aggregate<'s>, QueryError> {
        // `COUNT()` inside a grouped query counts rows, as COUNT(Id) does.
        let id = ast::Path { parts: vec!["Id".to_owned()], at: call.at };
        let path = self.path(call.path.as_ref().unwrap_or(&id), subject)?;
        let kind = path.field.kind;
        let fits = match call.function {
            Function::Count | Function::CountDistinct => path.field.filterable && kind != FieldKind::Address,
            Function::Sum | Function::Avg => kind.is_number(),
            Function::Min | Function::Max => path.field.sortable && kind != FieldKind::Boolean,
        };
        if !fits {
            let name = call.function.name();
            let detail = format!("field {} does not support aggregate operator {name}", path.field.name);
            return Err(self.malformed(call.at, detail));
        }
        Ok(Aggregate { function: call.function, path })
    }

    fn malformed(&self, at: usize, detail: impl std::fmt::Display) -> QueryError {
        self.refused(ErrorCode::MalformedQuery, at, detail)
    }
}

/// How an operand of HAVING is compared.
fn compared<'s>(operand: &Operand, field: &'s FieldSchema) -> Compared<'s> {
    let (kind, at) = match operand {
        Operand::Path(path) => (field.kind, path.at),
        Operand::Call(call) => match call.function {
            Function::Count | Function::CountDistinct => (FieldKind::Int, call.at),
            Function::Avg => (FieldKind::Double, call.at),
            _ => (field.kind, call.at),
        },
    };
    Compared { name: field.name, kind, at }
}

fn same(left: &super::Path<'_>, right: &super::Path<'_>) -> bool {
    left.field.name == right.field.name
        && left.hops.iter().map(|hop| hop.reference.name).eq(right.hops.iter().map(|hop| hop.reference.name))
}
