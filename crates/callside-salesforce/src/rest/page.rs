//! Rows of a query, page by page.

use super::client::{Ask, Rest};
use super::error::RestError;
use serde_json::Value;

/// Most pages of one query: with 200 rows, the smallest page that Salesforce makes, far more than any look-up asks.
const MOST_PAGES: usize = 50;
/// Where further pages may be; an answer cannot send us elsewhere.
const HOME: &str = "/services/data/v";

impl Rest {
    /// All rows of a query whose first page is given. The server alone decides how large a page is.
    pub(crate) async fn all_rows(&self, first_page: Value) -> Result<Vec<Value>, RestError> {
        let mut rows = Vec::new();
        let mut page = first_page;
        for _ in 0..MOST_PAGES {
            let next = Self::next_page(&page)?;
            match page.get_mut("records").map(Value::take) {
                Some(Value::Array(records)) => rows.extend(records),
                _ => return Err(RestError::Unreadable("records")),
            }
            let Some(next) = next else { return Ok(rows) };
            page = self.ask(&next, Ask::Get).await?;
        }
        Err(RestError::Unreadable("end of the records"))
    }

    /// The address of the page after this one.
    pub(crate) fn next_page(page: &Value) -> Result<Option<String>, RestError> {
        next_page(page)
    }
}

/// The address of the next page: a path on the org's own server, below the data API.
fn next_page(page: &Value) -> Result<Option<String>, RestError> {
    if page["done"].as_bool() != Some(false) {
        return Ok(None);
    }
    let path = page["nextRecordsUrl"].as_str().filter(|path| path.starts_with(HOME));
    path.map(|path| Some(path.to_owned())).ok_or(RestError::Unreadable("address of the next page"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_next_page_is_below_the_data_api() {
        let page = |url: &str| json!({ "done": false, "nextRecordsUrl": url, "records": [] });
        let good = "/services/data/v59.0/query/0r8xx5R2yF2gs3VASQ-2000";
        assert_eq!(next_page(&page(good)), Ok(Some(good.to_owned())));
        assert_eq!(next_page(&json!({ "done": true, "nextRecordsUrl": good })), Ok(None));
        for bad in ["https://evil.com/services/data/v59.0/query/x", "//evil.com/", "/services/oauth2/token", ""] {
            assert!(next_page(&page(bad)).is_err(), "{bad}");
        }
        assert!(next_page(&json!({ "done": false })).is_err());
    }
}
