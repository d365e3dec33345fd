//! `ivr`: what an IVR would be told, and by which rule.

use callside_core::ids::Provider;
use callside_core::ivr::IvrAsk;
use callside_relay::config::Config;
use callside_relay::ivr_trial::{ask, written};
use clap::Args;
use jiff::Timestamp;
use std::process::ExitCode;
use std::sync::Arc;

/// What the IVR would ask with.
#[derive(Args)]
pub struct Question {
    /// The number that calls.
    #[arg(long)]
    ani: Option<String>,
    /// The number that was called.
    #[arg(long)]
    dnis: Option<String>,
    /// The campaign.
    #[arg(long)]
    campaign: Option<String>,
    /// What the caller typed: an account number.
    #[arg(long)]
    account_number: Option<String>,
    /// What the caller typed: a customer's id.
    #[arg(long)]
    customer_id: Option<String>,
    /// What the caller typed: a member's id.
    #[arg(long)]
    member_id: Option<String>,
    /// The call; without it one of the try's own.
    #[arg(long)]
    call_id: Option<String>,
    /// The phone system whose IVR asks: five9, aircall or phone.
    #[arg(long, default_value = "five9", value_parser = phone_system)]
    phone_system: Provider,
}

fn phone_system(word: &str) -> Result<Provider, &'static str> {
    Provider::named(word).ok_or("it is five9, aircall or phone")
}

impl From<Question> for IvrAsk {
    fn from(question: Question) -> Self {
        let ids = [
            ("account_number", question.account_number),
            ("customer_id", question.customer_id),
            ("member_id", question.member_id),
        ];
        let own = || format!("callside-test-{}", Timestamp::now().as_millisecond());
        Self {
            phone_system: question.phone_system,
            call_id: question.call_id.unwrap_or_else(own),
            ani: question.ani,
            dnis: question.dnis,
            campaign: question.campaign,
            external_ids: ids.into_iter().filter_map(|(name, id)| Some((name.to_owned(), id?))).collect(),
        }
    }
}

/// Asks and prints the variables and what each rule decided.
pub async fn print(config: &Config, question: Question) -> ExitCode {
    match ask(config, &question.into(), Arc::new(Timestamp::now)).await {
        Ok(Some(told)) => {
            print!("{}", written(&told));
            ExitCode::SUCCESS
        }
        Ok(None) => failed("ivr: not set up, nothing answers at its address"),
        Err(error) => failed(&format!("ivr: {error}")),
    }
}

fn failed(why: &str) -> ExitCode {
    eprintln!("callside-relay: {why}");
    ExitCode::FAILURE
}
