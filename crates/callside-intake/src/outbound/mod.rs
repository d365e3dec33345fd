//! Salesforce's Outbound Messages: a SOAP envelope comes in, an acknowledgement goes out.
//! Source: Salesforce SOAP API Developer Guide, "Outbound messaging": at most 100 notifications, unsigned, in no order,
//! at least once; HTTP 200 is not enough, `<Ack>true</Ack>` decides, and it counts for the whole message.

mod element;
mod envelope;
mod reply;

pub use envelope::read;
pub(crate) use reply::{NOT_KEPT, acknowledged, refused};

/// Largest message: a hundred notifications with long texts.
pub(crate) const LARGEST: usize = 4 * 1024 * 1024;

/// Why a message cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MessageFault {
    /// Not XML, or not in UTF-8.
    #[error("the message is not XML in UTF-8")]
    Syntax,
    /// It declares a document type. Salesforce never does; entities of one could be made to grow without end.
    #[error("the message has a document type")]
    Doctype,
    /// It is nested deeper or has more elements than a message can have.
    #[error("the message is larger than Salesforce makes them")]
    TooMuch,
    /// XML, but no Outbound Message.
    #[error("this is not an Outbound Message: {0} is missing or wrong")]
    Shape(&'static str),
}
