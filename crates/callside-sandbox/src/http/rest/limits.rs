//! `GET /limits`: the org's allowances.

use serde_json::{Value, json};

use super::answer::Answer;
use super::desk::Desk;

/// Allowances that nothing in the sandbox uses up.
const UNUSED: [(&str, u64); 24] = [
    ("AnalyticsExternalDataSizeMB", 40_960),
    ("ConcurrentAsyncGetReportInstances", 200),
    ("ConcurrentSyncReportRuns", 20),
    ("DailyAsyncApexExecutions", 250_000),
    ("DailyBulkApiBatches", 15_000),
    ("DailyBulkV2QueryFileStorageMB", 976_562),
    ("DailyBulkV2QueryJobs", 10_000),
    ("DailyDeliveredPlatformEvents", 10_000),
    ("DailyDurableGenericStreamingApiEvents", 10_000),
    ("DailyDurableStreamingApiEvents", 10_000),
    ("DailyGenericStreamingApiEvents", 10_000),
    ("DailyStandardVolumePlatformEvents", 10_000),
    ("DailyStreamingApiEvents", 10_000),
    ("DailyWorkflowEmails", 8_040),
    ("DataStorageMB", 5),
    ("DurableStreamingApiConcurrentClients", 20),
    ("FileStorageMB", 20),
    ("HourlyAsyncReportRuns", 1_200),
    ("HourlyPublishedPlatformEvents", 50_000),
    ("HourlySyncReportRuns", 500),
    ("HourlyTimeBasedWorkflow", 1_000),
    ("MassEmail", 10),
    ("SingleEmail", 15),
    ("StreamingApiConcurrentClients", 20),
];

/// The allowances, and what is left of them.
pub fn answer(desk: &Desk<'_, '_>) -> Answer {
    let mut limits: serde_json::Map<String, Value> =
        UNUSED.into_iter().map(|(name, max)| (name.to_owned(), json!({ "Max": max, "Remaining": max }))).collect();
    let left = desk.usage.max.saturating_sub(desk.usage.used);
    limits.insert("DailyApiRequests".to_owned(), json!({ "Max": desk.usage.max, "Remaining": left }));
    Answer::json(200, Value::Object(limits))
}
