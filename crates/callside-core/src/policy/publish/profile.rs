//! A configuration profile for macOS as an example: every setting with its example value. Management tools install it;
//! the system then writes `/Library/Managed Preferences/app.callside.desktop.plist`. Source: Apple, "Configuration
//! Profile Reference" (payloads of an application's preference domain).

use super::schema::example_of;
use super::xml;
use crate::policy::SETTINGS;
use serde_json::Value;
use std::fmt::Write as _;

pub(super) fn profile() -> String {
    let mut settings = String::new();
    for setting in SETTINGS {
        let _ = write!(
            settings,
            "      <!-- {} -->\n      <key>{}</key>\n      {}\n",
            setting.about.replace("--", "-"),
            setting.key.name(),
            element(&example_of(setting.example))
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n<dict>\n  <key>PayloadContent</key>\n  <array>\n    <dict>\n      \
         <key>PayloadType</key>\n      <string>app.callside.desktop</string>\n      \
         <key>PayloadIdentifier</key>\n      <string>app.callside.desktop.policy.settings</string>\n      \
         <key>PayloadUUID</key>\n      <string>6B1F6E0E-6F0B-4C58-9C1A-5A4F1D0E7C21</string>\n      \
         <key>PayloadVersion</key>\n      <integer>1</integer>\n{settings}    </dict>\n  </array>\n  \
         <key>PayloadDisplayName</key>\n  <string>Callside</string>\n  \
         <key>PayloadIdentifier</key>\n  <string>app.callside.desktop.policy</string>\n  \
         <key>PayloadScope</key>\n  <string>System</string>\n  \
         <key>PayloadType</key>\n  <string>Configuration</string>\n  \
         <key>PayloadUUID</key>\n  <string>0C0C8F37-0F3E-4A59-8E58-2D1B0A8F9D43</string>\n  \
         <key>PayloadVersion</key>\n  <integer>1</integer>\n</dict>\n</plist>\n"
    )
}

fn element(value: &Value) -> String {
    match value {
        Value::Bool(flag) => format!("<{flag}/>"),
        Value::Number(number) => format!("<integer>{number}</integer>"),
        Value::Array(items) => {
            let items: String = items.iter().map(element).collect();
            format!("<array>{items}</array>")
        }
        other => format!("<string>{}</string>", xml(other.as_str().unwrap_or_default())),
    }
}
