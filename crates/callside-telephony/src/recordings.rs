//! Fetching a recording, so that the window can play it without reaching anything itself.

use crate::rest::may_be_asked;
use callside_core::phone_system::PhoneError;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use std::time::Duration;

/// Largest recording that is played here, in bytes: an hour of speech at 64 kbit/s.
pub const LARGEST: usize = 32 * 1024 * 1024;
/// How long fetching may take.
const BUDGET: Duration = Duration::from_secs(60);
/// Storage of recordings redirects once or twice; to https only.
const REDIRECTS: usize = 3;

/// A recording, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audio {
    /// Its kind: one of those that a window plays.
    pub kind: &'static str,
    /// It.
    pub bytes: Vec<u8>,
}

/// Fetches a recording. No key goes with it: its address is the proof.
///
/// # Errors
/// [`PhoneError::Unreadable`] for what is no audio, is too large, or stands at an address that must not be asked.
pub async fn fetch(address: &str) -> Result<Audio, PhoneError> {
    let url = Url::parse(address).map_err(|_| PhoneError::Unreadable)?;
    if !may_be_asked(&url) {
        return Err(PhoneError::Unreadable);
    }
    let policy = Policy::custom(|attempt| {
        let far = attempt.previous().len() > REDIRECTS;
        if far || !may_be_asked(attempt.url()) { attempt.stop() } else { attempt.follow() }
    });
    let client = Client::builder().redirect(policy).timeout(BUDGET).build().map_err(|_| PhoneError::Unreachable)?;
    let failed =
        |error: reqwest::Error| if error.is_connect() { PhoneError::Unreachable } else { PhoneError::AnswerLost };
    let mut response = client.get(url).send().await.map_err(failed)?;
    match response.status().as_u16() {
        200..=299 => {}
        // Storage says 403 for an address that has run out.
        401 | 403 | 404 | 410 => return Err(PhoneError::NotThere),
        status @ 500..=599 => return Err(PhoneError::ItsFault { status }),
        _ => return Err(PhoneError::Unreadable),
    }
    let claimed = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let claimed = claimed.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| PhoneError::AnswerLost)? {
        if bytes.len() + chunk.len() > LARGEST {
            return Err(PhoneError::Unreadable);
        }
        bytes.extend_from_slice(&chunk);
    }
    let kind = kind(&claimed, &bytes).ok_or(PhoneError::Unreadable)?;
    Ok(Audio { kind, bytes })
}

/// What the first bytes say; what the server says only where they agree that it is audio.
fn kind(claimed: &str, bytes: &[u8]) -> Option<&'static str> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    if starts(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
        Some("audio/wav")
    } else if starts(b"ID3") || (bytes.first() == Some(&0xff) && bytes.get(1).is_some_and(|b| b & 0xe0 == 0xe0)) {
        Some("audio/mpeg")
    } else if starts(b"OggS") {
        Some("audio/ogg")
    } else if bytes.get(4..8) == Some(b"ftyp") && claimed.starts_with("audio/") {
        Some("audio/mp4")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sound_is_played() {
        for (claimed, bytes, expected) in [
            ("audio/wav", &b"RIFF\0\0\0\0WAVEfmt "[..], Some("audio/wav")),
            ("text/html", b"RIFF\0\0\0\0WAVEfmt ", Some("audio/wav")),
            ("audio/mpeg", b"ID3\x04", Some("audio/mpeg")),
            ("", b"\xff\xfb\x90", Some("audio/mpeg")),
            ("audio/ogg", b"OggS\0", Some("audio/ogg")),
            ("audio/mp4", b"\0\0\0\x20ftypM4A ", Some("audio/mp4")),
            ("video/mp4", b"\0\0\0\x20ftypisom", None),
            ("audio/mpeg", b"<html>", None),
            ("audio/mpeg", b"", None),
        ] {
            assert_eq!(kind(claimed, bytes), expected, "{claimed} {bytes:?}");
        }
    }
}
