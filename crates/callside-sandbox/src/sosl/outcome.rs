//! What a search needs to know.

use serde::Deserialize;

use crate::schema::Record;
use crate::soql::QueryContext;

/// Who searches, and which rows the index knows already.
#[derive(Clone, Copy)]
pub struct SearchContext<'a> {
    /// Who asks, when, and what they may see.
    pub query: QueryContext<'a>,
    /// Index lag: whether the search index has seen this row yet.
    pub indexed: &'a dyn Fn(&Record) -> bool,
}

/// Body of `POST /parameterizedSearch`
/// (<https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search_parameterized.htm>).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParamSearch {
    /// The text to search for: plain, nothing in it is an operator.
    pub q: String,
    /// Which fields to search: `ALL`, `NAME`, `EMAIL`, `PHONE` or `SIDEBAR`; all when absent.
    #[serde(rename = "in")]
    pub search_in: Option<String>,
    /// Fields to return for every object that names none itself.
    #[serde(default)]
    pub fields: Vec<String>,
    /// Objects to search; every searchable one when empty.
    #[serde(default)]
    pub sobjects: Vec<ParamSearchObject>,
    /// Most rows in all; 2,000 when absent.
    pub overall_limit: Option<u32>,
    /// Most rows of each object that sets no limit itself.
    pub default_limit: Option<u32>,
}

/// One object of a parameterized search.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParamSearchObject {
    /// API name.
    pub name: String,
    /// Fields to return; `Id` when empty.
    #[serde(default)]
    pub fields: Vec<String>,
    /// Most rows of this object.
    pub limit: Option<u32>,
    /// A SOQL condition, without the word WHERE.
    #[serde(rename = "where")]
    pub filter: Option<String>,
    /// A SOQL ordering, without the words ORDER BY.
    pub order_by: Option<String>,
}
