//! The text of a note: Salesforce keeps HTML.

/// HTML as text: a line for each paragraph and break, entities read, every other tag left out.
pub(super) fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        match c {
            '<' => {
                let (tag, after) = rest[1..].split_once('>').unwrap_or((&rest[1..], ""));
                let name: String =
                    tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                let breaks = name.eq_ignore_ascii_case("br")
                    || (tag.starts_with('/')
                        && ["p", "li", "div", "h1", "h2", "h3"].contains(&name.to_ascii_lowercase().as_str()));
                if breaks {
                    text.push('\n');
                }
                rest = after;
            }
            '&' => {
                let (letter, after) = entity(rest).unwrap_or(('&', &rest[1..]));
                text.push(letter);
                rest = after;
            }
            c => {
                text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    text.trim_end_matches('\n').to_owned()
}

fn entity(text: &str) -> Option<(char, &str)> {
    let (name, after) = text[1..].split_once(';').filter(|(name, _)| name.len() <= 8)?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((letter, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_reads_as_it_was_typed() {
        for (html, text) in [
            ("<p>a&lt;b</p><p>c&#39;d</p>", "a<b\nc'd"),
            ("one<br/>two", "one\ntwo"),
            ("<b>x</b> &amp; &bogus; &", "x & &bogus; &"),
            ("<script>alert(1)", "alert(1)"),
            ("<", ""),
        ] {
            assert_eq!(text_of(html), text, "{html}");
        }
    }
}
