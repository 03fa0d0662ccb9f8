//! A citation in Markdown (CommonMark). What the article says is text, never markup.

use super::{Source, appeared, with_stop};

pub fn write(source: &Source) -> String {
    let Source { quote, title, author, date, url, link, accessed, .. } = source;
    let mut text = String::new();
    if let Some(quote) = quote {
        let paragraphs = quote.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<String> = paragraphs.map(|line| format!("> {}\n", escaped(line))).collect();
        text += &lines.join(">\n");
        text.push('\n');
    }
    let author = author.as_ref().map(|author| format!("{}: ", escaped(author))).unwrap_or_default();
    text += &format!("{author}*{}*", escaped(&with_stop(title)));
    let appeared = appeared(source.source.as_deref(), *date);
    if !appeared.is_empty() {
        text += &format!(" {}.", escaped(&appeared));
    }
    match url {
        Some(url) if is_web_address(url) => text += &format!(" <{}>", address(url)),
        Some(url) => text += &format!(" {}", escaped(url)),
        None => {}
    }
    if let Some(link) = link {
        let accessed = accessed.map(|day| format!(" (accessed {day})"));
        text += &format!(" [Open](<{}>){}", address(link), accessed.unwrap_or_default());
    }
    text.push('\n');
    text
}

/// Only such addresses of articles become links: others could run something.
fn is_web_address(url: &str) -> bool {
    let is_scheme =
        |scheme: &str| url.get(..scheme.len()).is_some_and(|own| own.eq_ignore_ascii_case(scheme));
    is_scheme("https://") || is_scheme("http://")
}

/// An address between angle brackets, which end at another of them.
fn address(url: &str) -> String {
    [("\\", "%5C"), ("<", "%3C"), (">", "%3E"), (" ", "%20")]
        .into_iter()
        .fold(url.to_owned(), |url, (plain, encoded)| url.replace(plain, encoded))
}

/// One line of text with a backslash before what may be markup: everywhere, or where it begins.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '$' => true,
            '+' | '-' | '=' => at == 0,
            '.' | ')' => digits > 0 && at == digits,
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
