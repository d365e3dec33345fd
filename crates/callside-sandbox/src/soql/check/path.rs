//! Field paths: `Name`, `Account.Owner.Name`, `Who.Type`.

use super::super::ast;
use super::super::error::{ErrorCode, QueryError};
use super::super::plan::{Hop, Path, Target};
use super::{Checker, Subject};
use crate::schema::{FieldSchema, ObjectSchema};

/// Most steps to a parent in one path.
const MOST_HOPS: usize = 5;

/// The abstract object whose fields a polymorphic parent has.
const NAME_OBJECT: &str = "Name";

impl<'s> Checker<'_, 's> {
    /// Looks up a path. The first part may be the object itself or its alias.
    pub(super) fn path(&self, path: &ast::Path, subject: &Subject<'_, 's>) -> Result<Path<'s>, QueryError> {
        let parts = own_parts(path, subject);
        let Some((last, parents)) = parts.split_last() else {
            return Err(self.no_such_column(&path.parts.join("."), subject.object, path.at));
        };
        if parents.len() > MOST_HOPS {
            let detail = format!("A field path has at most {MOST_HOPS} relationships: {}", path.parts.join("."));
            return Err(self.refused(ErrorCode::MalformedQuery, path.at, detail));
        }
        let mut hops: Vec<Hop<'s>> = Vec::new();
        let mut object = subject.object;
        for name in parents {
            let hop = self.hop(name, object, path.at)?;
            object = self.hop_object(hop, path.at)?;
            hops.push(hop);
        }
        Ok(Path { hops, field: self.field(last, object, path.at)? })
    }

    fn hop(&self, name: &str, object: &'s ObjectSchema, at: usize) -> Result<Hop<'s>, QueryError> {
        let reference = object.parent_relationship(name).filter(|field| self.is_visible(object, field));
        let reference = reference.ok_or_else(|| {
            self.refused(
                ErrorCode::InvalidField,
                at,
                format!(
                    "Didn't understand relationship '{name}' in field path. If you are attempting to use a custom \
                     relationship, be sure to append the '__r' after the custom relationship name. Please reference \
                     your WSDL or the describe call for the appropriate names."
                ),
            )
        })?;
        let target = match reference.reference_to() {
            [only] => self.schema.object(only).map_or(Target::Polymorphic, Target::One),
            _ => Target::Polymorphic,
        };
        Ok(Hop { reference, target })
    }

    fn hop_object(&self, hop: Hop<'s>, at: usize) -> Result<&'s ObjectSchema, QueryError> {
        match hop.target {
            Target::One(object) => Ok(object),
            Target::Polymorphic => self.schema.object(NAME_OBJECT).ok_or_else(|| {
                self.refused(ErrorCode::InvalidType, at, format!("sObject type '{NAME_OBJECT}' is not supported."))
            }),
        }
    }

    fn field(&self, name: &str, object: &'s ObjectSchema, at: usize) -> Result<&'s FieldSchema, QueryError> {
        let field = object.field(name).filter(|field| self.is_visible(object, field));
        field.ok_or_else(|| self.no_such_column(name, object, at))
    }

    pub(super) fn is_visible(&self, object: &ObjectSchema, field: &FieldSchema) -> bool {
        (self.context.visible)(object.name, field.name)
    }

    fn no_such_column(&self, name: &str, object: &ObjectSchema, at: usize) -> QueryError {
        self.refused(
            ErrorCode::InvalidField,
            at,
            format!(
                "No such column '{name}' on entity '{}'. If you are attempting to use a custom field, be sure to append \
                 the '__c' after the custom field name. Please reference your WSDL or the describe call for the \
                 appropriate names.",
                object.name
            ),
        )
    }
}

/// The parts without the alias or the object's own name in front.
fn own_parts<'p>(path: &'p ast::Path, subject: &Subject<'_, '_>) -> &'p [String] {
    let [first, rest @ ..] = path.parts.as_slice() else { return &path.parts };
    let is_alias = subject.alias.is_some_and(|alias| alias.eq_ignore_ascii_case(first));
    // `Parent.Name` on an object that has such a relationship goes to the parent.
    let is_object =
        subject.object.name.eq_ignore_ascii_case(first) && subject.object.parent_relationship(first).is_none();
    if !rest.is_empty() && (is_alias || is_object) { rest } else { &path.parts }
}
