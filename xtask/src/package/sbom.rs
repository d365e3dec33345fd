//! The bill of materials: CycloneDX 1.6 as JSON (ECMA-424), for those who look up what is known of each part.

use super::parts::Part;
use super::stage::day;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The whole text. The same parts give the same bytes: its serial number is made from its content.
#[must_use]
pub fn text(name: &str, version: &str, epoch: u64, parts: &[Part]) -> String {
    let own = format!("pkg:generic/{name}@{version}");
    let bom = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": format!("{}T00:00:00Z", day(epoch)),
            "component": { "type": "application", "bom-ref": own, "name": name, "version": version, "purl": own,
                "licenses": [{ "expression": "Apache-2.0" }] },
        },
        "components": parts.iter().map(component).collect::<Vec<_>>(),
        "dependencies": parts
            .iter()
            .map(|part| json!({ "ref": part.url, "dependsOn": part.needs }))
            .chain([json!({ "ref": own, "dependsOn": parts.iter().map(|part| &part.url).collect::<Vec<_>>() })])
            .collect::<Vec<_>>(),
    });
    let mut bom = bom;
    bom["serialNumber"] = format!("urn:uuid:{}", uuid(&bom.to_string())).into();
    format!("{bom:#}\n")
}

fn component(part: &Part) -> Value {
    let mut component = json!({
        "type": "library", "bom-ref": part.url, "name": part.name, "version": part.version, "purl": part.url,
    });
    if !part.licence.is_empty() {
        component["licenses"] = json!([{ "expression": part.licence }]);
    }
    if let Some(sum) = &part.sha256 {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    component
}

/// Version 8 of RFC 9562: bits of our own choice, here of the content's hash.
fn uuid(text: &str) -> String {
    let mut bytes: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_named_with_licence_and_sum() {
        let part = Part {
            url: "pkg:cargo/serde@1.0.0".into(),
            name: "serde".into(),
            version: "1.0.0".into(),
            licence: "MIT OR Apache-2.0".into(),
            sha256: Some("ab12".into()),
            folder: "/nowhere".into(),
            needs: vec!["pkg:cargo/inner@2.0.0".into()],
        };
        let one = text("callside", "0.1.0", 1_795_000_000, &[part]);
        let bom: Value = serde_json::from_str(&one).unwrap();
        assert_eq!(bom["components"][0]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(bom["components"][0]["hashes"][0]["content"], "ab12");
        assert_eq!(bom["dependencies"][0]["dependsOn"][0], "pkg:cargo/inner@2.0.0");
        assert_eq!(bom["metadata"]["timestamp"], "2026-11-18T00:00:00Z");
        let serial = bom["serialNumber"].as_str().unwrap();
        assert!(serial.starts_with("urn:uuid:") && serial.as_bytes()[23] == b'8', "{serial}");
        assert_ne!(one, text("callside", "0.1.0", 1_795_000_000, &[]), "the serial number tells them apart");
    }
}
