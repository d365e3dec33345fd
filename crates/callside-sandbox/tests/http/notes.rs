//! Notes: ContentNote, the document behind it, and its links.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::client::Desk;

#[tokio::test]
async fn a_note_is_a_document_linked_to_its_owner() {
    let desk = Desk::new().await;
    let content = STANDARD.encode("<p>Wants a quote &amp; a demo</p>");
    let note = desk.post("/sobjects/ContentNote", json!({"Title": "Call", "Content": content})).await.id().to_owned();
    assert!(note.starts_with("069"));
    let path = format!("/sobjects/ContentNote/{note}");
    let read = desk.get(&path).await.body;
    assert_eq!(
        (read["FileType"].as_str(), read["TextPreview"].as_str()),
        (Some("SNOTE"), Some("Wants a quote & a demo"))
    );
    let address = read["Content"].as_str().unwrap();
    assert_eq!(address, format!("/services/data/v59.0{path}/Content"), "the field reads as an address");
    assert_eq!(desk.get(address).await.text, "<p>Wants a quote &amp; a demo</p>");

    let soql = format!("SELECT LinkedEntityId, ShareType FROM ContentDocumentLink WHERE ContentDocumentId = '{note}'");
    let links = desk.query(&soql).await.body;
    assert_eq!(links["totalSize"], 1);
    assert_eq!(links["records"][0]["LinkedEntityId"], desk.sandbox.users()[0].id.as_str());

    let contact = desk.caller("known_contact");
    let link = json!({"ContentDocumentId": note, "LinkedEntityId": contact, "ShareType": "V"});
    assert_eq!(desk.post("/sobjects/ContentDocumentLink", link.clone()).await.status, 201);
    assert_eq!(desk.post("/sobjects/ContentDocumentLink", link).await.refusal(), (400, "DUPLICATE_VALUE"));

    let changed = STANDARD.encode("<p>Called again</p>");
    assert_eq!(desk.patch(&path, json!({"Title": "Two calls", "Content": changed})).await.status, 204);
    let document = desk.get(&format!("/sobjects/ContentDocument/{note}")).await.body;
    assert_eq!(document["Title"], "Two calls");

    assert_eq!(desk.delete(&path).await.status, 204);
    let gone = desk.get(&format!("/sobjects/ContentDocument/{note}")).await;
    assert_eq!(gone.refusal(), (404, "ENTITY_IS_DELETED"));
    assert_eq!(desk.query(&soql).await.body["totalSize"], 0);
}

#[tokio::test]
async fn a_note_that_is_no_escaped_html_is_refused() {
    let desk = Desk::new().await;
    for html in ["Profit & loss", "5 < 6", "<script>x</script>"] {
        let body = json!({"Title": "Bad", "Content": STANDARD.encode(html)});
        let reply = desk.post("/sobjects/ContentNote", body).await;
        assert_eq!(reply.refusal(), (400, "FIELD_INTEGRITY_EXCEPTION"), "{html}");
    }
    let raw = desk.post("/sobjects/ContentNote", json!({"Title": "Bad", "Content": "not base64!"})).await;
    assert_eq!(raw.refusal(), (400, "FIELD_INTEGRITY_EXCEPTION"));
    let read_only = desk.post("/sobjects/ContentNote", json!({"Title": "x", "FileType": "PDF"})).await;
    assert_eq!(read_only.refusal(), (400, "INVALID_FIELD_FOR_INSERT_UPDATE"));
}

#[tokio::test]
async fn the_old_note_is_another_object() {
    let desk = Desk::new().await;
    let contact = desk.caller("known_contact");
    let body = json!({"ParentId": contact, "Title": "Old", "Body": "Line one\nLine two"});
    let id = desk.post("/sobjects/Note", body).await.id().to_owned();
    assert!(id.starts_with("002"));
    assert_eq!(desk.get(&format!("/sobjects/Note/{id}")).await.body["Body"], "Line one\nLine two");
    assert_eq!(desk.patch(&format!("/sobjects/ContentNote/{id}"), json!({"Title": "x"})).await.status, 404);
}
