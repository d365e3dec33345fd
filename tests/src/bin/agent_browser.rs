//! Stands in for the agent's browser: goes to the address that it is given, fills in the sign-in page of the sandbox
//! as it is offered, presses "Allow", and follows the way back. Notes each address in the file that
//! `AGENT_BROWSER_NOTES` names.

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(address) = std::env::args().nth(1) else { return ExitCode::from(2) };
    let done = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(visit(&address)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("agent_browser: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn visit(address: &str) -> Result<(), Box<dyn Error>> {
    if let Some(notes) = std::env::var_os("AGENT_BROWSER_NOTES") {
        let mut notes = std::fs::OpenOptions::new().create(true).append(true).open(notes)?;
        writeln!(notes, "{address}")?;
    }
    if !address.contains("/services/oauth2/authorize") {
        return Ok(());
    }
    let browser = reqwest::Client::new();
    // The person who sits here, where it is not the org's usual agent.
    let person: Vec<_> = std::env::var("AGENT_BROWSER_USER").map(|name| ("login_hint", name)).into_iter().collect();
    let page = browser.get(address).query(&person).send().await?.error_for_status()?;
    let action = page.url().join("/services/oauth2/authorize")?;
    let mut form = inputs(&page.text().await?);
    form.push(("decision".to_owned(), "allow".to_owned()));
    browser.post(action).form(&form).send().await?.error_for_status()?;
    Ok(())
}

/// Name and value of each input, as a browser would send them.
fn inputs(page: &str) -> Vec<(String, String)> {
    page.split("<input")
        .skip(1)
        .filter_map(|rest| {
            let tag = rest.split('>').next()?;
            Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()))
        })
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let text = tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()?;
    let plain = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">");
    Some(plain.replace("&amp;", "&"))
}
