//! A citation as CSL-JSON: the item type and the names of the Citation Style Language 1.0.

use super::Source;
use crate::corpus::Date;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<[Name<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Day>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// The quotation, and what opens the article there.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A name that is not taken apart.
#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Day {
    date_parts: [Vec<u16>; 1],
}

impl Day {
    fn new(date: Date) -> Self {
        let parts = [date.year(), u16::from(date.month()), u16::from(date.day())];
        Day { date_parts: [parts.into_iter().take_while(|&part| part > 0).collect()] }
    }
}

pub fn write(source: &Source) -> String {
    let Source { key, quote, title, author, source, date, url, link, accessed } = source;
    let kind = match (source, url) {
        (Some(_), _) => "article-newspaper",
        (None, Some(_)) => "webpage",
        (None, None) => "article",
    };
    let quote = quote.as_ref().map(|quote| format!("“{quote}”"));
    let note: Vec<&str> = [&quote, link].into_iter().flatten().map(String::as_str).collect();
    let item = Item {
        id: key,
        kind,
        title,
        author: author.as_deref().map(|literal| [Name { literal }]),
        container_title: source.as_deref(),
        issued: date.map(Day::new),
        accessed: accessed.map(Day::new),
        url: url.as_deref(),
        note: (!note.is_empty()).then(|| note.join(" ")),
    };
    let json = serde_json::to_string_pretty(&[item]);
    json.expect("it holds texts and numbers alone") + "\n"
}
