//! The templates by which Windows and macOS rule Callside, read as XML by a library of others and held against what Microsoft
//! and Apple say of such files.

use crate::node::Script;

#[tokio::test]
async fn the_templates_are_whole_and_refer_to_what_is_there() {
    Script::new("policy-templates.mjs").pass().await;
}
