//! Administrative templates for Group Policy and Intune: ADMX and its English ADML. Values come to lie in the registry
//! under `HKLM\Software\Policies\Callside`, which only administrators write. Source: Microsoft, "ADMX Schema".

use super::xml;
use crate::policy::value::LONGEST;
use crate::policy::{Kind, SETTINGS, Setting};
use std::fmt::Write as _;

const NAMESPACE: &str = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";

pub(super) fn admx() -> String {
    let mut policies = String::new();
    for setting in SETTINGS {
        let name = setting.key.name();
        let (attributes, inner) = match setting.kind {
            Kind::Flag => (format!(" valueName=\"{name}\""), flag()),
            _ => (format!(" presentation=\"$(presentation.{name})\""), elements(setting)),
        };
        let _ = write!(
            policies,
            "    <policy name=\"{name}\" class=\"Machine\" displayName=\"$(string.{name})\" \
             explainText=\"$(string.{name}_about)\" key=\"Software\\Policies\\Callside\"{attributes}>\n      \
             <parentCategory ref=\"callside\" />\n      <supportedOn ref=\"any\" />\n{inner}    </policy>\n"
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <policyDefinitions xmlns=\"{NAMESPACE}\" revision=\"1.0\" schemaVersion=\"1.0\">\n  \
         <policyNamespaces>\n    <target prefix=\"callside\" namespace=\"Callside.Policies\" />\n  </policyNamespaces>\n  \
         <resources minRequiredRevision=\"1.0\" />\n  \
         <supportedOn>\n    <definitions>\n      <definition name=\"any\" displayName=\"$(string.any)\" />\n    \
         </definitions>\n  </supportedOn>\n  \
         <categories>\n    <category name=\"callside\" displayName=\"$(string.callside)\" />\n  </categories>\n  \
         <policies>\n{policies}  </policies>\n</policyDefinitions>\n"
    )
}

fn flag() -> String {
    "      <enabledValue><decimal value=\"1\" /></enabledValue>\n      \
     <disabledValue><decimal value=\"0\" /></disabledValue>\n"
        .to_owned()
}

fn elements(setting: &Setting) -> String {
    let name = setting.key.name();
    let element = match setting.kind {
        Kind::Flag => String::new(),
        Kind::Number { least, most } => {
            format!(
                "<decimal id=\"{name}\" valueName=\"{name}\" required=\"true\" minValue=\"{least}\" maxValue=\"{most}\" />"
            )
        }
        Kind::Choice(words) => {
            let items: String = words
                .iter()
                .map(|word| {
                    format!(
                        "\n          <item displayName=\"$(string.{name}_{word})\"><value><string>{word}</string></value></item>"
                    )
                })
                .collect();
            format!("<enum id=\"{name}\" valueName=\"{name}\" required=\"true\">{items}\n        </enum>")
        }
        Kind::Text(_) => {
            format!("<text id=\"{name}\" valueName=\"{name}\" required=\"true\" maxLength=\"{LONGEST}\" />")
        }
        Kind::Texts { most } => format!("<multiText id=\"{name}\" valueName=\"{name}\" maxStrings=\"{most}\" />"),
    };
    format!("      <elements>\n        {element}\n      </elements>\n")
}

pub(super) fn adml() -> String {
    let (mut strings, mut presentations) = (String::new(), String::new());
    for setting in SETTINGS {
        let (name, title) = (setting.key.name(), xml(setting.title));
        let about = xml(&format!("{} It may be {}.", setting.about, setting.kind.words()));
        let _ = write!(
            strings,
            "      <string id=\"{name}\">{title}</string>\n      <string id=\"{name}_about\">{about}</string>\n"
        );
        if let Kind::Choice(words) = setting.kind {
            for word in words {
                let _ = writeln!(strings, "      <string id=\"{name}_{word}\">{word}</string>");
            }
        }
        let input = match setting.kind {
            Kind::Flag => continue,
            Kind::Number { least, .. } => {
                format!("<decimalTextBox refId=\"{name}\" defaultValue=\"{least}\">{title}:</decimalTextBox>")
            }
            Kind::Choice(_) => format!("<dropdownList refId=\"{name}\" noSort=\"true\">{title}:</dropdownList>"),
            Kind::Text(_) => format!("<textBox refId=\"{name}\"><label>{title}:</label></textBox>"),
            Kind::Texts { .. } => format!("<multiTextBox refId=\"{name}\">{title}:</multiTextBox>"),
        };
        let _ = writeln!(presentations, "      <presentation id=\"{name}\">{input}</presentation>");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <policyDefinitionResources xmlns=\"{NAMESPACE}\" revision=\"1.0\" schemaVersion=\"1.0\">\n  \
         <displayName>Callside</displayName>\n  <description>What rules Callside on a machine.</description>\n  \
         <resources>\n    <stringTable>\n      <string id=\"callside\">Callside</string>\n      \
         <string id=\"any\">Callside 0.1 or newer</string>\n{strings}    </stringTable>\n    \
         <presentationTable>\n{presentations}    </presentationTable>\n  </resources>\n</policyDefinitionResources>\n"
    )
}
