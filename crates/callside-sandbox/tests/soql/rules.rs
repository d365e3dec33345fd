//! Objects that are only read through certain filters.

use callside_sandbox::soql::ErrorCode;

use crate::org::{Org, id};

#[test]
fn content_document_links_need_one_end() {
    let org = Org::new();
    let rule = "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or \
                LinkedEntityId using the equals operator or multiple Id's using the IN operator.";
    let contact = id("003", 1);
    for condition in [
        String::new(),
        "WHERE ShareType = 'V'".to_owned(),
        format!("WHERE LinkedEntityId != '{contact}'"),
        format!("WHERE LinkedEntityId = '{contact}' OR ShareType = 'V'"),
        format!("WHERE LinkedEntityId NOT IN ('{contact}')"),
        "WHERE LinkedEntityId = null".to_owned(),
        format!("WHERE NOT LinkedEntityId = '{contact}'"),
    ] {
        let (code, message) = org.refusal(&format!("SELECT Id FROM ContentDocumentLink {condition}"));
        assert_eq!((code, message.as_str()), (ErrorCode::MalformedQuery, rule), "{condition}");
    }
    let document = id("069", 1);
    for condition in [
        format!("LinkedEntityId = '{contact}'"),
        format!("ContentDocumentId IN ('{document}')"),
        format!("ShareType = 'V' AND (LinkedEntityId = '{contact}' AND Visibility = null)"),
        "LinkedEntityId IN (SELECT ContactId FROM Case)".to_owned(),
    ] {
        let found = org.column(&format!("SELECT ContentDocument.Title FROM ContentDocumentLink WHERE {condition}"));
        assert!(found.contains("\"Title\":\"Notes\""), "{condition}: {found}");
    }
    let rows = org.json("SELECT (SELECT ContentDocumentId FROM ContentDocumentLinks) FROM Contact LIMIT 1");
    assert_eq!(rows[0]["ContentDocumentLinks"]["totalSize"], 1);
}

#[test]
fn knowledge_needs_a_publication_status_or_an_id() {
    let org = Org::new();
    for condition in ["", "WHERE Title = 'How to'", "WHERE PublishStatus != 'Draft'"] {
        let (code, message) = org.refusal(&format!("SELECT Id FROM Knowledge__kav {condition}"));
        assert_eq!(code, ErrorCode::MalformedQuery, "{condition}");
        assert!(message.starts_with("Implementation restriction: When querying or searching the Knowledge__kav"));
    }
    assert_eq!(
        org.column("SELECT Title FROM Knowledge__kav WHERE PublishStatus = 'Online' AND Title LIKE 'how%'"),
        "How to"
    );
    assert_eq!(org.column(&format!("SELECT Title FROM Knowledge__kav WHERE Id = '{}'", id("ka0", 1))), "How to");
}
