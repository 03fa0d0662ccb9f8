//! Web pages: the article in them, what they tell about it, and all the rest of their text set apart.
//!
//! ```text
//! bytes - tree.rs - visible.rs, lines.rs - areas.rs, names.rs, phrases.rs, main_text.rs - kinds.rs
//!            \- json_ld.rs, dates.rs, metadata.rs, title.rs
//! ```

mod areas;
mod dates;
mod json_ld;
mod kinds;
mod lines;
mod main_text;
mod metadata;
mod names;
mod phrases;
mod title;
mod tree;
mod visible;

use super::reading::Reading;
use super::{IngestError, RawDocument, split_extension};
use lines::Lines;
use metadata::Metadata;
use std::borrow::Cow;
use tree::Tree;

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let document = document(split_extension(name).0, &decode(bytes));
    if document.text.is_empty() {
        return Err(IngestError::Empty);
    }
    reading.give(document);
    Ok(())
}

fn decode(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A page as a document called `id`.
pub(super) fn document(id: &str, html: &str) -> RawDocument {
    let tree = Tree::new(html);
    let lines = Lines::of(&tree);
    let metadata = Metadata::read(&tree);
    let kept = main_text::of(&tree, &lines);
    let body = kept.iter().position(|&kept| kept).unwrap_or(0);
    let title = title::find(&tree, &lines, &metadata, body);
    let headline = title.line.map_or(0, |at| lines.lines[at].start);
    let kinds = kinds::of(&tree, &lines, &kept, title.line);
    let (day, name) = kinds::read_head(&lines, &kinds);
    let in_head = |value: String| (value, "a line of the page's head".to_owned());
    let date = metadata.date(headline).or_else(|| day.map(|day| in_head(day.to_string())));
    let author = metadata.author().or_else(|| name.map(in_head));
    let mut document =
        RawDocument { id: id.to_owned(), kinds: Some(kinds), ..RawDocument::default() };
    let mut keep = |name: &str, found: Option<metadata::Found>| {
        let (value, origin) = found?;
        document.origins.push((name.to_owned(), origin));
        Some(value)
    };
    document.title = keep("title", title.found);
    document.date = keep("date", date);
    document.author = keep("author", author);
    document.source = keep("source", metadata.source());
    document.url = keep("url", metadata.url());
    let language = keep("language", metadata.language());
    document.fields.extend(language.map(|language| ("language".to_owned(), language)));
    document.text = lines.text;
    document
}
