//! A certificate that nobody vouches for.

use crate::bed::{Site, private};
use std::path::{Path, PathBuf};

/// Makes one for this machine in the site's folder: certificate and key.
pub fn make(site: &Site) -> (PathBuf, PathBuf) {
    let (certificate, key) = (site.folder.path().join("cert.pem"), site.folder.path().join("key.pem"));
    let made = std::process::Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output()
        .expect("openssl is there: libssl-dev brings it");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    private(&key);
    (certificate, key)
}

/// A client that takes it.
pub fn trusting(certificate: &Path) -> reqwest::Client {
    let root = reqwest::Certificate::from_pem(&std::fs::read(certificate).unwrap()).unwrap();
    reqwest::Client::builder().add_root_certificate(root).build().unwrap()
}
