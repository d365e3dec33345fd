//! Five hundred hostile names of callers: shown letter by letter, nothing of them ever runs.

use crate::day::Day;
use crate::wait::until_true;
use serde_json::json;

/// What runs, if anything runs.
const DEED: &str = "window.__canary=(window.__canary||0)+1";

/// Ways in, each with `DEED` where the script goes.
const WAYS: [&str; 50] = [
    "<script>@</script>",
    "</script><script>@</script>",
    "<SCRIPT >@</SCRIPT >",
    "<scr<script>ipt>@</scr</script>ipt>",
    "<script src=data:text/javascript,@></script>",
    "<script type=module>@</script>",
    "<img src=x onerror=@>",
    "<img src=x onerror='@'>",
    "<img src=`x`onerror=@>",
    "<img/src=x/onerror=@>",
    "<img src onerror=@//",
    "<IMG SRC=\"x\" ONERROR=\"@\">",
    "\"><img src=x onerror=@>",
    "'><img src=x onerror=@>",
    "--><img src=x onerror=@>",
    "</title><img src=x onerror=@>",
    "</textarea><img src=x onerror=@>",
    "</style><img src=x onerror=@>",
    "]]><img src=x onerror=@>",
    "<svg onload=@>",
    "<svg/onload=@>",
    "<svg><script>@</script></svg>",
    "<svg><animate onbegin=@ attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:@><text y=20>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=@>",
    "<body onload=@>",
    "<iframe srcdoc='<script>parent.@</script>'></iframe>",
    "<iframe src=javascript:@></iframe>",
    "<object data=javascript:@></object>",
    "<embed src=javascript:@>",
    "<video><source onerror=@></video>",
    "<audio src=x onerror=@>",
    "<details open ontoggle=@>x</details>",
    "<marquee onstart=@>x</marquee>",
    "<input autofocus onfocus=@>",
    "<select autofocus onfocus=@></select>",
    "<a href=javascript:@>x</a>",
    "<a href=\"java\tscript:@\">x</a>",
    "<form><button formaction=javascript:@>x</button></form>",
    "<base href=javascript:@//>",
    "<meta http-equiv=refresh content='0;url=javascript:@'>",
    "<link rel=stylesheet href=data:text/css,*{}>@",
    "<style>@import 'javascript:@';</style>",
    "<template><script>@</script></template>",
    "<dialog open onclose=@>x</dialog>",
    "javascript:@",
    "{@html '<img src=x onerror=@>'}",
    "{{constructor.constructor('@')()}}",
    "${@}",
    "__proto__[onerror]=@",
];

/// What is put around a way in: nothing, other letters, directions of writing, entities.
const AROUND: [(&str, &str); 10] = [
    ("", ""),
    ("Ann ", " Lee"),
    ("\u{202e}", "\u{202c}"),
    ("\u{200b}", "\u{200d}"),
    ("&lt;b&gt;", "&lt;/b&gt;"),
    ("\u{ff1c}", "\u{ff1e}"),
    ("%3Cb%3E", "%3C/b%3E"),
    ("שלום ", " مرحبا"),
    ("😀", "👩‍💻"),
    ("a\u{301}\u{327}", "\u{feff}"),
];

fn names() -> Vec<String> {
    let around = |(before, after): &(&str, &str)| WAYS.map(|way| format!("{before}{}{after}", way.replace('@', DEED)));
    AROUND.iter().flat_map(around).collect()
}

#[tokio::test]
async fn five_hundred_hostile_names_run_nothing_and_are_shown_as_they_are() {
    let names = names();
    assert_eq!(names.len(), 500);
    let day = Day::signed_in().await;
    let watch = "window.__canary = 0; window.__refused = [];
        document.addEventListener('securitypolicyviolation', (e) => window.__refused.push(e.violatedDirective));";
    day.app.driver.script(watch, json!([])).await;
    let sender = reqwest::Client::builder().no_proxy().build().expect("an HTTP client");
    let address = day.address("five9_events").to_owned();
    for (n, batch) in names.chunks(TOGETHER).enumerate() {
        for (m, name) in batch.iter().enumerate() {
            let event = json!({"event": "call.created", "callId": format!("hostile-{n}-{m}"), "ani": "+12125550199",
                "customerName": name, "direction": "inbound", "timestamp": jiff::Timestamp::now().to_string()});
            let answer = sender.post(&address).json(&event).send().await.expect("an answer");
            assert!(answer.status().is_success(), "{}: {name:?}", answer.status());
        }
        let shown = async || day.app.driver.try_script(SHOWS, json!([batch[0], batch])).await == Ok(json!(true));
        until_true(&format!("these are shown: {batch:#?}"), shown).await;
    }
    let canary = day.app.driver.script("return [window.__canary, window.__refused]", json!([])).await;
    assert_eq!(canary, json!([0, []]), "nothing ran, and nothing even tried to");
    // The watch itself works: markup of our own tries to run, and the window's content policy refuses it.
    let own = "document.body.insertAdjacentHTML('beforeend', arguments[0])";
    day.app.driver.script(own, json!([format!("<img src=x onerror={DEED}>")])).await;
    day.app.sees("the policy refuses it", "return window.__refused.length > 0 && window.__canary === 0").await;
    day.app.driver.script("document.body.lastElementChild.remove()", json!([])).await;
    let made = "return document.querySelectorAll('iframe, object, embed, base, marquee, body script, [onerror], [onload]').length";
    assert_eq!(day.app.driver.script(made, json!([])).await, json!(0), "no element was made of a name");
}

/// Calls that come in together; fewer than the list of calls holds.
const TOGETHER: usize = 10;

/// Whether all names stand in the list of calls, and the first one, when its call is opened, on the desk. White space
/// and invisible marks are compared away: what counts is that no letter is missing or turned into markup.
const SHOWS: &str = r"
const [first, all] = arguments;
const bare = (text) => text.replace(/[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').normalize('NFC');
const says = (element, name) => bare(element.textContent).includes(bare(name));
const tabs = [...document.querySelectorAll('header nav button')];
if (!all.every((name) => tabs.some((tab) => says(tab, name)))) return false;
if (says(document.querySelector('main'), first)) return true;
tabs.find((tab) => says(tab, first)).click();
return false;";
