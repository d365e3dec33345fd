//! Reading a body: no more than it may be, no longer than it may take.

use crate::refusal::Refusal;
use crate::settings::Limits;
use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, HeaderMap};
use futures_util::StreamExt as _;

/// The size that the sender declares, where it does.
pub(crate) fn declared(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads the whole body. A declared size over the limit is refused before a byte is read. `seen` counts what came.
pub(crate) async fn read(
    body: Body,
    headers: &HeaderMap,
    limits: &Limits,
    seen: &mut usize,
) -> Result<Vec<u8>, Refusal> {
    let limit = limits.body_bytes;
    if let Some(size) = declared(headers) {
        *seen = size;
        if size > limit {
            return Err(Refusal::TooLarge { limit });
        }
    }
    let reading = async {
        let mut bytes = Vec::new();
        let mut chunks = body.into_data_stream();
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|_| Refusal::BrokenOff)?;
            *seen = (*seen).max(bytes.len() + chunk.len());
            if bytes.len() + chunk.len() > limit {
                return Err(Refusal::TooLarge { limit });
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    };
    tokio::time::timeout(limits.body, reading).await.map_err(|_| Refusal::Slow)?
}
