//! Notes and articles: ContentNote and the files behind it, the old Note, Knowledge.

use super::ObjectSchema;
use super::build::{area, bare_reference, binary, date, flag, int, moment, object, picklist, text, to_one};

pub(super) fn objects() -> Vec<ObjectSchema> {
    vec![content_document(), content_note(), content_document_link(), note(), knowledge()]
}

/// What a note or a file may hang on.
const PARENTS: &[&str] =
    &["Account", "Contact", "Lead", "Opportunity", "Case", "Campaign", "Product2", "Task", "Event"];

fn content_document() -> ObjectSchema {
    let fields = vec![
        text("Title", "Title", 255).required().naming(),
        to_one("OwnerId", "Owner ID", &["User"], "Owner").automatic(),
        text("FileType", "File Type", 20).read_only(),
        text("FileExtension", "File Extension", 40).read_only(),
        int("ContentSize", "Size").read_only(),
        flag("IsArchived", "Is Archived").read_only(),
        area("Description", "Description", 1000),
        bare_reference("LatestPublishedVersionId", "Latest Published Version ID", &["ContentVersion"]).read_only(),
    ];
    let mut document = object("ContentDocument", "Content Document", "Content Documents", "069", fields)
        .child("ContentDocumentLinks", "ContentDocumentLink", "ContentDocumentId")
        .not_searchable();
    document.flags.createable = false;
    document
}

fn content_note() -> ObjectSchema {
    let fields = vec![
        text("Title", "Title", 255).required().naming(),
        text("FileType", "File Type", 20).read_only(),
        text("FileExtension", "File Extension", 40).read_only(),
        text("TextPreview", "Text Preview", 255).read_only(),
        binary("Content", "Content"),
        int("ContentSize", "Size").read_only(),
        flag("IsReadOnly", "Is Read Only").read_only(),
        to_one("OwnerId", "Owner ID", &["User"], "Owner").automatic(),
        bare_reference("LatestPublishedVersionId", "Latest Published Version ID", &["ContentVersion"]).read_only(),
    ];
    object("ContentNote", "Note", "Notes", "069", fields)
}

fn content_document_link() -> ObjectSchema {
    let fields = vec![
        to_one("LinkedEntityId", "Linked Entity ID", PARENTS_AND_USER, "LinkedEntity").required().create_only(),
        to_one("ContentDocumentId", "ContentDocument ID", &["ContentDocument"], "ContentDocument")
            .required()
            .create_only(),
        picklist("ShareType", "Share Type", &["V", "C", "I"])
            .labelled("V", "Viewer")
            .labelled("C", "Collaborator")
            .labelled("I", "Inferred")
            .length(40)
            .restricted()
            .required(),
        picklist("Visibility", "Visibility", &["AllUsers", "InternalUsers", "SharedUsers"])
            .labelled("AllUsers", "All Users")
            .labelled("InternalUsers", "Standard Users")
            .labelled("SharedUsers", "Shared Users")
            .length(40)
            .restricted(),
    ];
    object("ContentDocumentLink", "Content Document Link", "Content Document Link", "06A", fields)
        .not_searchable()
        .without(&["CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById"])
}

/// The parents of a file, and the owner's own link to it.
const PARENTS_AND_USER: &[&str] =
    &["Account", "Contact", "Lead", "Opportunity", "Case", "Campaign", "Product2", "Task", "Event", "User"];

fn note() -> ObjectSchema {
    let fields = vec![
        to_one("ParentId", "Parent ID", PARENTS, "Parent").required().create_only(),
        text("Title", "Title", 80).required().naming(),
        flag("IsPrivate", "Private"),
        area("Body", "Body", 32000),
        to_one("OwnerId", "Owner ID", &["User"], "Owner").defaulted(),
    ];
    object("Note", "Note", "Notes", "002", fields)
}

fn knowledge() -> ObjectSchema {
    let fields = vec![
        bare_reference("KnowledgeArticleId", "Knowledge Article ID", &["Knowledge__ka"]).automatic(),
        text("ArticleNumber", "Article Number", 30).auto_numbered(),
        int("VersionNumber", "Version Number").automatic(),
        flag("IsLatestVersion", "Is Latest Version").read_only(),
        picklist("PublishStatus", "Publication Status", &["Draft", "Online", "Archived"])
            .labelled("Online", "Published")
            .length(40)
            .restricted()
            .automatic(),
        picklist("Language", "Language", &["en_US", "de", "fr", "es"])
            .length(40)
            .restricted()
            .starting_as("en_US")
            .defaulted(),
        text("Title", "Title", 255).required().naming(),
        text("UrlName", "URL Name", 255).required(),
        area("Summary", "Summary", 1000),
        area("Answer__c", "Answer", 131_072),
        flag("IsVisibleInPkb", "Visible In Public Knowledge Base"),
        to_one("OwnerId", "Owner ID", &["User"], "Owner").defaulted(),
        moment("FirstPublishedDate", "First Published Date").read_only(),
        moment("LastPublishedDate", "Last Published Date").read_only(),
        date("NextReviewDate", "Next Review Date"),
    ];
    object("Knowledge__kav", "Knowledge", "Knowledge", "ka0", fields)
}
