//! Addresses that open a record in the browser.

use callside_core::ids::RecordId;

/// The Lightning page of a record. Salesforce leads from the API's host to the right one by itself.
///
/// `object` is an API name; the instance is the one of [`callside_core::crm::Identity`].
#[must_use]
pub fn record_url(instance_url: &str, object: &str, id: &RecordId) -> String {
    format!("{}/lightning/r/{}/{id}/view", instance_url.trim_end_matches('/'), crate::rest::encode(object))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_has_its_lightning_page() {
        let id = RecordId::new("00T000000000001AAA").unwrap();
        assert_eq!(
            record_url("https://acme.my.salesforce.com/", "Task", &id),
            "https://acme.my.salesforce.com/lightning/r/Task/00T000000000001AAA/view"
        );
        assert_eq!(
            record_url("https://a.com", "Ta/sk?", &id),
            "https://a.com/lightning/r/Ta%2Fsk%3F/00T000000000001AAA/view"
        );
    }
}
