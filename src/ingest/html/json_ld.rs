//! What a page tells of its article in JSON-LD.

use super::tree::{Attribute, Tree};
use serde_json::{Map, Value};

/// What is told of an article; of a page if no article is told of.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub headline: Option<String>,
    pub date: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub body: Option<String>,
}

/// Reads all scripts of JSON-LD in a page; what is no JSON is passed over.
pub(super) fn read(tree: &Tree) -> Told {
    let is_data = |&id: &u32| {
        let kind = tree.attribute(id, Attribute::Type).unwrap_or_default();
        tree.tag(id) == "script" && kind.trim().eq_ignore_ascii_case("application/ld+json")
    };
    let values: Vec<Value> = tree.ids().filter(is_data).filter_map(|id| parse(&tree.all_text(id))).collect();
    let things = things(&values);
    let rank = |thing: &&Map<String, Value>| (rank(thing), thing.len());
    let best = things.iter().copied().filter(|thing| self::rank(thing) > 0).max_by_key(rank);
    best.map(|thing| told(thing, &things)).unwrap_or_default()
}

fn parse(script: &str) -> Option<Value> {
    let text: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])? + 1;
    serde_json::from_str(text.get(start..end)?).ok()
}

/// All objects in the values, those outside before those inside.
fn things(values: &[Value]) -> Vec<&Map<String, Value>> {
    let mut things = Vec::new();
    let mut left: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = left.pop() {
        match value {
            Value::Object(thing) => {
                things.push(thing);
                left.extend(thing.values());
            }
            Value::Array(values) => left.extend(values.iter().rev()),
            _ => {}
        }
    }
    things
}

/// How sure it is that a thing is the article: 0 if it is none.
fn rank(thing: &Map<String, Value>) -> u8 {
    let kinds = texts(thing.get("@type"));
    let is = |part: &str| kinds.iter().any(|kind| kind.contains(part));
    if is("Article") || is("Posting") || is("Report") {
        2
    } else {
        u8::from(is("WebPage") || is("CreativeWork") || thing.contains_key("datePublished"))
    }
}

fn told(thing: &Map<String, Value>, things: &[&Map<String, Value>]) -> Told {
    let text = |name: &str| texts(thing.get(name)).into_iter().next().map(str::to_owned);
    let names = |name: &str| {
        let names: Vec<&str> =
            people(thing.get(name)).into_iter().filter_map(|one| name_of(one, things)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    Told {
        headline: text("headline").or_else(|| text("name")),
        date: text("datePublished").or_else(|| text("dateCreated")),
        author: names("author").or_else(|| names("creator")),
        publisher: names("publisher"),
        url: text("url").or_else(|| text("mainEntityOfPage")),
        language: text("inLanguage"),
        body: text("articleBody"),
    }
}

fn people(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(values)) => values.iter().take(10).collect(),
        value => value.into_iter().collect(),
    }
}

/// The name of a person or an organization, which may stand elsewhere under the same `@id`.
fn name_of<'a>(value: &'a Value, things: &[&'a Map<String, Value>]) -> Option<&'a str> {
    match value {
        Value::String(name) => Some(name),
        Value::Object(thing) => texts(thing.get("name")).first().copied().or_else(|| {
            let id = thing.get("@id")?;
            let same =
                things.iter().find(|other| other.get("@id") == Some(id) && other.contains_key("name"))?;
            texts(same.get("name")).first().copied()
        }),
        _ => None,
    }
}

fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
