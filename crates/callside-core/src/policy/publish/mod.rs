//! What is made from the table for the tools that people rule machines with. Pure: texts come out.

mod guide;
mod profile;
mod schema;
mod templates;

/// A published file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Path in the repository, with `/`.
    pub path: &'static str,
    /// Its text.
    pub text: String,
}

/// Everything that is published of the table.
#[must_use]
pub fn all() -> Vec<Published> {
    let file = |path, text| Published { path, text };
    vec![
        file("packaging/policy/policy.schema.json", schema::schema()),
        file("packaging/policy/policy.example.json", schema::example()),
        file("packaging/policy/windows/callside.admx", templates::admx()),
        file("packaging/policy/windows/en-US/callside.adml", templates::adml()),
        file("packaging/policy/macos/callside.mobileconfig", profile::profile()),
        file("docs/guide/policy-settings.md", guide::reference()),
    ]
}

/// A text within XML.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
