//! A citation as an entry of a BibTeX file.

use super::Source;

/// The months as every style knows them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub fn write(source: &Source) -> String {
    let Source { key, quote, title, author, date, url, link, accessed, .. } = source;
    let kind = if source.source.is_some() { "article" } else { "misc" };
    let text = |text: &String| format!("{{{}}}", escaped(text));
    // In braces of its own, a name is not taken apart, and a title keeps its capitals.
    let whole = |own: &String| format!("{{{}}}", text(own));
    let fields = [
        ("author", author.as_ref().map(whole)),
        ("title", Some(whole(title))),
        ("journal", source.source.as_ref().map(text)),
        ("year", date.map(|date| format!("{{{}}}", date.year()))),
        (
            "month",
            date.and_then(|date| MONTHS.get(usize::from(date.month()).wrapping_sub(1)))
                .map(|&month| month.to_owned()),
        ),
        ("day", date.filter(|date| date.day() > 0).map(|date| format!("{{{}}}", date.day()))),
        ("url", url.as_ref().map(|url| format!("{{{}}}", address(url)))),
        ("howpublished", link.as_ref().map(|link| format!("{{\\url{{{}}}}}", address(link)))),
        ("urldate", accessed.map(|day| format!("{{{day}}}"))),
        ("note", quote.as_ref().map(|quote| format!("{{``{}''}}", escaped(quote)))),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some(format!(",\n  {name} = {}", value?)));
    format!("@{kind}{{{key}{}\n}}\n", fields.collect::<String>())
}

/// Text for TeX. BibTeX counts braces even behind a backslash, so that none is left that the text has.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '&' | '#' | '_' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// An address, which is read as it stands but for what would end it.
fn address(url: &str) -> String {
    [("\\", "%5C"), ("{", "%7B"), ("}", "%7D"), (" ", "%20")]
        .into_iter()
        .fold(url.to_owned(), |url, (plain, encoded)| url.replace(plain, encoded))
}
